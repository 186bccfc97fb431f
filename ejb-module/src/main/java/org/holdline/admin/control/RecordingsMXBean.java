package org.holdline.admin.control;

import java.util.List;

/** Recordings on all nodes: {@code org.holdline:type=Recordings}. */
public interface RecordingsMXBean {
  /** Those that are being made. */
  List<RecordingLine> getActive();

  /** That this node captures. */
  long getCapturedHere();

  /** Bytes that this node has captured and that wait on its disk for the store. */
  long getBytesWaiting();

  /** What this node lacks for recording; empty when nothing. */
  String getMissing();

  /** Ends one; its files are made. */
  boolean stop(String recording);

  /** Deletes now what is not kept any longer; otherwise that is done every minute. */
  void sweep();

  /** One of them. */
  record RecordingLine(String recording, String room, String status, double seconds, long bytes) {}
}
