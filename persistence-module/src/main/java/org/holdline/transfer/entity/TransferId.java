package org.holdline.transfer.entity;

import java.util.UUID;

/** The name of a transfer. */
public record TransferId(UUID value) {
  private static final TransferId NOBODYS = new TransferId(new UUID(0, 0));

  public static TransferId random() {
    return new TransferId(UUID.randomUUID());
  }

  /** What cannot be the name of one is read as a name that none has. */
  public static TransferId of(String text) {
    try {
      var id = UUID.fromString(text);
      return id.toString().equals(text) ? new TransferId(id) : NOBODYS;
    } catch (IllegalArgumentException e) {
      return NOBODYS;
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
