package org.holdline.blob.control;

/** A way in which stored bytes are kept; {@code holdline.storage.kind} chooses one. */
public interface BlobForm {
  /** Its word in the setting. */
  String name();

  /**
   * Makes the store, once.
   *
   * @throws IllegalArgumentException when a setting of it is wrong
   */
  BlobStore open();
}
