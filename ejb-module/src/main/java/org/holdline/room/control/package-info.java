/** Rooms: who may do what in them, how good a connection is, how to reach a peer. */
@NullMarked
package org.holdline.room.control;

import org.jspecify.annotations.NullMarked;
