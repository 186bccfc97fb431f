/** The one WebSocket endpoint: handshake, join, dispatch, outbox, heartbeat. */
@NullMarked
package org.holdline.connection.boundary;

import org.jspecify.annotations.NullMarked;
