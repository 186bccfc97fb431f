/** Receives what participants send, by webrtc-java. */
@NullMarked
package org.holdline.recording.webrtc;

import org.jspecify.annotations.NullMarked;
