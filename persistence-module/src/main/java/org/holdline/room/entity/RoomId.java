package org.holdline.room.entity;

import java.util.Map;
import java.util.regex.Pattern;
import org.holdline.problem.entity.ProblemException;

/**
 * A room's name in links and keys: 1 to 100 of {@code A-Z a-z 0-9 _ -}, never normalised. The room
 * of a node's own begins with a tilde, which no client can ask for.
 */
public record RoomId(String value) {
  private static final String OF_NODE = "~";
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  public RoomId {
    if (!FORM.matcher(value.startsWith(OF_NODE) ? value.substring(1) : value).matches()) {
      throw new IllegalArgumentException("room id must be 1 to 100 of A-Z a-z 0-9 _ -");
    }
  }

  /** A room for a node's own use. */
  public static RoomId ofNode(String name) {
    return new RoomId(OF_NODE + name);
  }

  /** Whether it is a node's own, in which nobody can be. */
  public boolean isOfNode() {
    return value.startsWith(OF_NODE);
  }

  /**
   * Reads what a client sent.
   *
   * @throws ProblemException {@code invalid_room_id} when it is not of the form
   */
  public static RoomId of(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new ProblemException(
          ProblemException.Kind.MALFORMED,
          "invalid_room_id",
          "A room id is 1 to 100 of A-Z a-z 0-9 _ -",
          Map.of());
    }
    return new RoomId(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
