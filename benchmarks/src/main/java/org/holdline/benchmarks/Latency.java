package org.holdline.benchmarks;

/**
 * How long something takes at a client, in milliseconds.
 *
 * @param total from the open socket, or from the call, to the last frame
 * @param server the same without the round trip: from the question at the server to its last frame
 * @param floor a WebSocket ping and its pong on the same sockets, which the container answers
 * @param target of the medians, as text; empty where none is set
 */
record Latency(String what, Samples total, Samples server, Samples floor, String target) {}
