package org.holdline.identity.entity;

/**
 * An account: the token's immutable subject, 1 to 255 characters, none of them a control character.
 */
public record UserId(String value) {
  private static final int LENGTH_MAX = 255;

  public UserId {
    if (value.isBlank() || value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("user id must have 1 to 255 characters");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("user id must not have control characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
