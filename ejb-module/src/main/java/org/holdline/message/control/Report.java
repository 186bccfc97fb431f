package org.holdline.message.control;

/** What a client tells the server alone. */
public sealed interface Report extends ClientPayload permits NetworkStats, ClientEvent {}
