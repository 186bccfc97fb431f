package org.holdline.recording.control;

import java.nio.ByteBuffer;

/**
 * What a decoder must know before the first packet of a track.
 *
 * @param width of pictures, 0 for sound
 * @param height of pictures, 0 for sound
 * @param rate pictures or samples a second
 * @param leadIn how many samples of sound come before the first that is to be heard
 * @param header of the codec; empty where it has none
 */
public record TrackFormat(
    Codec codec, int width, int height, int rate, int leadIn, ByteBuffer header) {}
