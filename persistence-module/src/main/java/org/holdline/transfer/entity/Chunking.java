package org.holdline.transfer.entity;

/** How files are cut into chunks. */
public enum Chunking {
  /** All of the same size, but for the last of a file. */
  FIXED("fixed"),
  /** Where the content says, so that an insertion moves no boundaries after it. */
  CONTENT_DEFINED("content-defined");

  private final String wireName;

  Chunking(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
