package org.holdline.transfer.control;

import java.util.Map;
import java.util.regex.Pattern;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.transfer.entity.Chunking;
import org.holdline.transfer.entity.ContentFacts;

/** What may be offered: how large, how many, of which kind, under which names. */
public final class FilePolicy {
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,100}/[A-Za-z0-9!#$&^_.+-]{1,100}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final int MESSAGE_MAX = 500;

  private final FileSettings settings;

  public FilePolicy(FileSettings settings) {
    this.settings = settings;
  }

  /**
   * An offer as it is kept.
   *
   * @throws ProblemException {@code validation_error}, {@code file_too_large} or {@code
   *     file_type_not_allowed}
   */
  ContentFacts checked(ContentFacts said) {
    var name = FileNames.normalized(said.filename());
    require(
        name.length() <= FileNames.NAME_MAX && name.indexOf('/') < 0, "filename", "is one name");
    requireName("filename", name);
    requireKind(name);
    requireType("mime_type", said.mimeType());
    require(said.totalBytes() > 0, "file_size", "must be positive");
    requireSize(said.totalBytes());
    require(
        said.fileCount() > 0 && said.fileCount() <= FileSettings.FILES_MAX,
        "file_count",
        "must be 1 to " + FileSettings.FILES_MAX);
    require(
        isChunkSize(said),
        "chunk_size",
        "must be 16384 to 262144, and is said of fixed chunks only");
    var sha256 = said.sha256();
    require(
        sha256 == null || (said.fileCount() == 1 && DIGEST.matcher(sha256).matches()),
        "checksum",
        "is the SHA-256 of one file, 64 digits of 0-9 a-f");
    var message = said.message();
    require(
        message == null || (message.length() <= MESSAGE_MAX && message.indexOf(0) < 0),
        "message",
        "must have at most " + MESSAGE_MAX + " characters");
    return new ContentFacts(
        name,
        said.mimeType(),
        said.totalBytes(),
        said.fileCount(),
        said.chunking(),
        said.chunkBytes(),
        sha256,
        message);
  }

  private static boolean isChunkSize(ContentFacts said) {
    return said.chunking() == Chunking.FIXED
        ? said.chunkBytes() >= ManifestRules.CHUNK_BYTES_MIN
            && said.chunkBytes() <= ManifestRules.CHUNK_BYTES_MAX
        : said.chunkBytes() == ManifestRules.CHUNK_BYTES;
  }

  void requireSize(long bytes) {
    if (bytes > settings.offerBytesMax()) {
      throw new ProblemException(
          Kind.TOO_LARGE,
          "file_too_large",
          "The file is too large",
          Map.of("max", settings.offerBytesMax()));
    }
  }

  /** A media type of a file. */
  void requireType(String field, String type) {
    require(MEDIA_TYPE.matcher(type).matches(), field, "must be a media type");
  }

  /** A path of a file, in the form in which it is kept. */
  void requireName(String field, String path) {
    FileNames.complaint(path)
        .ifPresent(rule -> {
          throw invalid(field, rule);
        });
  }

  void requireKind(String path) {
    var extension = FileNames.extension(path);
    if (settings.blocked().contains(extension)
        || (!settings.allowed().isEmpty() && !settings.allowed().contains(extension))) {
      throw notAllowed("is not allowed here");
    }
  }

  /** The first bytes of a file. */
  void requireStart(String path, byte[] start, int length) {
    FileSignatures.complaint(FileNames.extension(path), start, length)
        .ifPresent(rule -> {
          throw notAllowed(rule);
        });
  }

  private static ProblemException notAllowed(String rule) {
    return new ProblemException(
        Kind.UNSUPPORTED,
        "file_type_not_allowed",
        "Files of this kind are not allowed",
        Map.of("rule", rule));
  }

  private static void require(boolean right, String field, String rule) {
    if (!right) {
      throw invalid(field, rule);
    }
  }

  /** A refusal of a field. */
  static ProblemException invalid(String field, String rule) {
    return new ProblemException(
        Kind.INVALID,
        "validation_error",
        "A field is missing or not of its form",
        Map.of("field", field, "rule", rule));
  }
}
