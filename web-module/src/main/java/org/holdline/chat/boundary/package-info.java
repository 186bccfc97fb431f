/** Chat over HTTP. */
@NullMarked
package org.holdline.chat.boundary;

import org.jspecify.annotations.NullMarked;
