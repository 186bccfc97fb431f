package org.holdline.transfer.control;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.transfer.control.ManifestPage.Entry;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.ContentFacts;
import org.holdline.transfer.entity.Listed;
import org.holdline.transfer.entity.ListedFile;
import org.holdline.transfer.entity.ListedFile.FileFacts;

/** What a manifest must be: of the files that were offered, cut as was said. */
public final class ManifestRules {
  /** The size of all chunks but a file's last, where they are cut by size and no other is said. */
  public static final int CHUNK_BYTES = 65_536;

  /** The smallest chunk, but for a file's last. */
  public static final int CHUNK_BYTES_MIN = 16_384;

  /** The largest. */
  public static final int CHUNK_BYTES_MAX = 262_144;

  private static final String ANY_TYPE = "application/octet-stream";

  private final FilePolicy policy;

  public ManifestRules(FilePolicy policy) {
    this.policy = policy;
  }

  /**
   * A page as it is kept, numbered.
   *
   * @param listed how far the manifest goes with it
   */
  record Numbered(List<ListedFile> files, List<Chunk> chunks, Listed listed) {}

  /**
   * Numbers the files and chunks of a page that follows what is listed.
   *
   * @throws ProblemException {@code validation_error}, {@code file_type_not_allowed} or {@code
   *     manifest_conflict}
   */
  Numbered number(ContentFacts offered, Listed before, ManifestPage page) {
    var files = new ArrayList<ListedFile>();
    var chunks = new ArrayList<Chunk>();
    var paths = new HashSet<String>();
    long bytes = before.bytes();
    for (var entry : page.files()) {
      var file = file(offered, before, entry, files.size(), chunks);
      if (!paths.add(file.facts().path())) {
        throw FilePolicy.invalid("path", "must not be there twice");
      }
      files.add(file);
      bytes += entry.size();
      if (bytes > offered.totalBytes()) {
        throw conflict("files are larger than was offered");
      }
    }
    var listed =
        new Listed(
            before.files() + files.size(), before.chunks() + chunks.size(), bytes, page.complete());
    requireAsOffered(offered, listed, files);
    return new Numbered(files, chunks, listed);
  }

  private static void requireAsOffered(
      ContentFacts offered, Listed listed, List<ListedFile> files) {
    if (listed.files() > offered.fileCount()) {
      throw conflict("there are more files than were offered");
    }
    if (listed.complete()
        && (listed.files() != offered.fileCount() || listed.bytes() != offered.totalBytes())) {
      throw conflict("files or bytes are missing");
    }
    var sha256 = offered.sha256();
    if (sha256 != null && files.stream().anyMatch(each -> !each.sha256().hex().equals(sha256))) {
      throw conflict("sha256 is not the checksum of the offer");
    }
  }

  private ListedFile file(
      ContentFacts offered, Listed before, Entry entry, int index, List<Chunk> chunks) {
    var path = FileNames.normalized(entry.path());
    policy.requireName("path", path);
    policy.requireKind(path);
    var type = entry.type() == null ? ANY_TYPE : entry.type();
    policy.requireType("type", type);
    if (entry.size() < 0) {
      throw FilePolicy.invalid("size", "must not be negative");
    }
    policy.requireSize(entry.size());
    int first = before.chunks() + chunks.size();
    var sizes = sizes(offered, entry);
    long position = 0;
    for (int i = 0; i < sizes.size(); i++) {
      chunks.add(new Chunk(first + i, entry.digests().get(i), sizes.get(i), position));
      position += sizes.get(i);
    }
    return new ListedFile(
        before.files() + index,
        new FileFacts(path, entry.size(), type, entry.modifiedAt()),
        entry.sha256(),
        first,
        sizes.size());
  }

  private static List<Integer> sizes(ContentFacts offered, Entry entry) {
    var sizes =
        switch (offered.chunking()) {
          case FIXED -> fixedSizes(offered.chunkBytes(), entry);
          case CONTENT_DEFINED -> saidSizes(entry);
        };
    if (sizes.size() != entry.digests().size()) {
      throw FilePolicy.invalid("digests", "must be one for each chunk");
    }
    return sizes;
  }

  private static List<Integer> fixedSizes(int chunkBytes, Entry entry) {
    if (entry.sizes() != null) {
      throw FilePolicy.invalid("sizes", "are said of content-defined chunks only");
    }
    var sizes = new ArrayList<Integer>();
    for (long left = entry.size(); left > 0; left -= chunkBytes) {
      sizes.add((int) Math.min(left, chunkBytes));
    }
    return sizes;
  }

  private static List<Integer> saidSizes(Entry entry) {
    var sizes = entry.sizes() == null ? List.<Integer>of() : entry.sizes();
    long sum = 0;
    for (int i = 0; i < sizes.size(); i++) {
      int size = sizes.get(i);
      int min = i == sizes.size() - 1 ? 1 : CHUNK_BYTES_MIN;
      if (size < min || size > CHUNK_BYTES_MAX) {
        throw FilePolicy.invalid(
            "sizes", "must be " + CHUNK_BYTES_MIN + " to " + CHUNK_BYTES_MAX + " but for the last");
      }
      sum += size;
    }
    if (sum != entry.size()) {
      throw FilePolicy.invalid("sizes", "must be those of the file together");
    }
    return sizes;
  }

  /** A refusal of what does not fit what was said before. */
  static ProblemException conflict(String rule) {
    return new ProblemException(
        Kind.CONFLICT,
        "manifest_conflict",
        "This does not fit what was said of the files before",
        Map.of("rule", rule));
  }
}
