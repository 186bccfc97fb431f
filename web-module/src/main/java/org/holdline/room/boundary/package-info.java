/** What clients need before they meet. */
@NullMarked
package org.holdline.room.boundary;

import org.jspecify.annotations.NullMarked;
