/** The way in by HTTP. */
@NullMarked
package org.holdline;

import org.jspecify.annotations.NullMarked;
