package org.holdline.recording.control;

import java.nio.ByteBuffer;

/**
 * A coded unit of a track: what a writer takes, whoever coded it.
 *
 * @param bytes between its position and its limit
 * @param atMicros on the timeline of the file; never before that of the track's packet before
 * @param isKey whether a decoder can begin with it
 */
public record MediaPacket(ByteBuffer bytes, long atMicros, long lengthMicros, boolean isKey) {}
