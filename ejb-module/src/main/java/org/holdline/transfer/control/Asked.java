package org.holdline.transfer.control;

import org.holdline.identity.entity.UserId;
import org.holdline.room.entity.RoomId;
import org.holdline.transfer.entity.TransferId;

/** Which transfer is meant: by its name and its room, and who asks. */
public record Asked(TransferId transfer, RoomId room, UserId by) {}
