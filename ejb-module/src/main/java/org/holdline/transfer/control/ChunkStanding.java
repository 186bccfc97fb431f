package org.holdline.transfer.control;

import org.holdline.transfer.entity.ChunkRanges;

/**
 * Where the chunks of a transfer are.
 *
 * @param total 0 while it is not known
 * @param relayed held by the server
 * @param received held and verified by the receiver, as he says
 */
public record ChunkStanding(int total, ChunkRanges relayed, ChunkRanges received) {}
