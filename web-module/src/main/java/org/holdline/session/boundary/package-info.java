/** Rooms over HTTP, for those in them. */
@NullMarked
package org.holdline.session.boundary;

import org.jspecify.annotations.NullMarked;
