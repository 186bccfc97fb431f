package org.holdline.transfer.control;

import java.time.Instant;
import java.util.List;
import org.holdline.transfer.entity.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What a sender says of some of his files.
 *
 * @param from number of the first of them
 * @param complete whether there are no others after them
 */
public record ManifestPage(int from, List<Entry> files, boolean complete) {
  /** Files of one page. */
  public static final int FILES_MAX = 1_000;

  public ManifestPage {
    files = List.copyOf(files);
  }

  /**
   * One file.
   *
   * @param type null when he does not know it
   * @param digests of its chunks
   * @param sizes of its chunks; null where all but the last have the same
   */
  public record Entry(
      String path,
      long size,
      @Nullable String type,
      Digest sha256,
      @Nullable Instant modifiedAt,
      List<Digest> digests,
      @Nullable List<Integer> sizes) {
    public Entry {
      digests = List.copyOf(digests);
      sizes = sizes == null ? null : List.copyOf(sizes);
    }
  }
}
