/**
 * Which node works on which recording, in Redis: {@code webrtc:recording:lease:{<recording>}} names
 * the node and expires when that says nothing for a while.
 */
@NullMarked
package org.holdline.recording.redis;

import org.jspecify.annotations.NullMarked;
