/** A client of the wire that can also do what no good client does. */
@NullMarked
package org.holdline.system.wire;

import org.jspecify.annotations.NullMarked;
