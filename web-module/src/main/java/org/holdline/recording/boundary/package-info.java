/** Recordings over HTTP. */
@NullMarked
package org.holdline.recording.boundary;

import org.jspecify.annotations.NullMarked;
