/** Recordings of rooms: what is known of each, and which files came of it. */
@NullMarked
package org.holdline.recording.entity;

import org.jspecify.annotations.NullMarked;
