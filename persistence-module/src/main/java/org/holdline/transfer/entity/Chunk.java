package org.holdline.transfer.entity;

/**
 * A piece of a file.
 *
 * @param number in the whole content, the first is 0
 * @param size in bytes
 * @param position in its file
 */
public record Chunk(int number, Digest digest, int size, long position) {}
