package org.holdline.limit.control;

import org.holdline.identity.entity.UserId;
import org.holdline.limit.control.Budget.Owner;

/**
 * Somebody or something that has budgets.
 *
 * @param id of a user, a room or a transfer of files, or an address
 */
public record Account(Owner owner, String id) {
  public static Account of(UserId user) {
    return new Account(Owner.USER, user.value());
  }

  public static Account ofAddress(String address) {
    return new Account(Owner.ADDRESS, address);
  }

  public static Account ofRoom(String room) {
    return new Account(Owner.ROOM, room);
  }

  public static Account ofTransfer(String transfer) {
    return new Account(Owner.TRANSFER, transfer);
  }
}
