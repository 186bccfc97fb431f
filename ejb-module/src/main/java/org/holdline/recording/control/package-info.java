/**
 * Recordings: who may have a room recorded, what becomes of a recording, and how what participants
 * send becomes files.
 */
@NullMarked
package org.holdline.recording.control;

import org.jspecify.annotations.NullMarked;
