package org.holdline.connection.boundary;

/** This node, for administrators: {@code org.holdline:type=Node}. */
public interface NodeMXBean {
  /** Open WebSockets. */
  int getConnections();

  /** Whether the node has been told to stop. */
  boolean isDraining();

  /**
   * Lets nobody in any more and sends everybody to the other nodes; returns when the node is empty
   * or its limit is over. It does not go back to work afterwards: stop it.
   */
  void drain();
}
