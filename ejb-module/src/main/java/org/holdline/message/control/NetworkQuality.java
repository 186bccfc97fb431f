package org.holdline.message.control;

/** How good a network is, in the steps by which media are adapted; best first. */
public enum NetworkQuality implements WireNamed {
  EXCELLENT("excellent"),
  GOOD("good"),
  FAIR("fair"),
  POOR("poor");

  private final String wireName;

  NetworkQuality(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  public boolean isBetterThan(NetworkQuality other) {
    return compareTo(other) < 0;
  }

  /** One step up; the best stays. */
  public NetworkQuality better() {
    return switch (this) {
      case EXCELLENT, GOOD -> EXCELLENT;
      case FAIR -> GOOD;
      case POOR -> FAIR;
    };
  }

  /** One step down; the worst stays. */
  public NetworkQuality worse() {
    return switch (this) {
      case EXCELLENT -> GOOD;
      case GOOD -> FAIR;
      case FAIR, POOR -> POOR;
    };
  }
}
