package org.holdline.connection.boundary;

/**
 * All that stands between a connection and its room.
 *
 * @param queue for a turn at the entrance
 * @param porch for those whom the entrance does not let in yet
 */
record Door(Entrance entrance, EntranceQueue queue, Porch porch) {}
