package org.holdline.admin.control;

import java.util.List;

/** Files that are on their way in all rooms: {@code org.holdline:type=Transfers}. */
public interface TransfersMXBean {
  /** Offered, and not answered. */
  long getPending();

  long getActive();

  long getPaused();

  /** Of files that the nodes keep for others. */
  long getStoredBytes();

  long getStoredBytesMax();

  /** Those of a room that are not over, the newest first. */
  List<TransferLine> list(String room);

  /**
   * Fails one for both sides; what is stored of it is deleted when nobody else waits for it.
   *
   * @return whether it was not over
   */
  boolean end(String transfer);

  /** Looks at once for what is over, which otherwise happens every few seconds. */
  void sweep();

  /**
   * One of them.
   *
   * @param state {@code pending}, {@code active} or {@code paused}
   * @param bytes of all its files
   * @param received chunks that its receiver has verified
   * @param relayed whether something of it has gone through the server
   * @param startedAt ISO 8601, UTC
   */
  record TransferLine(
      String transfer,
      String sender,
      String receiver,
      String state,
      long bytes,
      int chunks,
      int received,
      boolean relayed,
      String startedAt) {}
}
