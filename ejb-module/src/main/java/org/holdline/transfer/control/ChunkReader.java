package org.holdline.transfer.control;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Map;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.transfer.control.UploadLedger.Expected;
import org.holdline.transfer.control.UploadLedger.Piece;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.Digest;
import org.jspecify.annotations.Nullable;

/** Reads the chunks of one upload as they come in, and holds each against the manifest. */
final class ChunkReader {
  private final Expected expected;
  private final FilePolicy policy;
  private final InputStream body;
  private final @Nullable Digest said;
  private final MessageDigest sum = Digest.sha256();
  private final byte[] buffer = new byte[ManifestRules.CHUNK_BYTES_MAX];
  private int whole;

  /**
   * @param said the SHA-256 of all of it; null when nobody said it
   */
  ChunkReader(Expected expected, FilePolicy policy, InputStream body, @Nullable Digest said) {
    this.expected = expected;
    this.policy = policy;
    this.body = body;
    this.said = said;
  }

  /**
   * What came.
   *
   * @param whole chunks, from the first of all on
   * @param isEnd whether there are not more
   * @param fault why there are not more; null when there is nothing wrong
   */
  record Read(int whole, boolean isEnd, @Nullable ProblemException fault) {}

  /**
   * Reads to the end of a piece, or up to the end of the body, or to what is wrong.
   *
   * @param into whatever of it the server does not hold yet
   */
  Read read(Piece piece, SegmentBuilder into) {
    for (var chunk : piece.chunks()) {
      try {
        int length = body.readNBytes(buffer, 0, chunk.size());
        if (length == 0 && whole > 0) {
          return new Read(whole, true, findWrongSum());
        }
        var fault = judge(chunk, length);
        if (fault != null) {
          return new Read(whole, true, fault);
        }
      } catch (IOException lineBroke) {
        return new Read(whole, true, incomplete(chunk));
      }
      whole++;
      if (!expected.held().contains(chunk.number())) {
        into.add(chunk, buffer);
      }
    }
    return new Read(whole, false, null);
  }

  /** After the last piece: whether there is more, and all of it was right. */
  @Nullable ProblemException findExcess() {
    try {
      return body.read() < 0 ? findWrongSum() : tooMuch();
    } catch (IOException lineBroke) {
      return null; // everything that was expected has come
    }
  }

  private @Nullable ProblemException findWrongSum() {
    return said == null || said.equals(Digest.of(sum.digest()))
        ? null
        : refusal("body_digest_mismatch", "The body is not what its digest says", Map.of());
  }

  private @Nullable ProblemException judge(Chunk chunk, int length) {
    if (length < chunk.size()) {
      return incomplete(chunk);
    }
    if (!Digest.ofContent(buffer, length).equals(chunk.digest())) {
      return refusal(
          "chunk_digest_mismatch",
          "A chunk is not what the manifest says",
          Map.of("chunk", chunk.number()));
    }
    if (said != null) {
      sum.update(buffer, 0, length);
    }
    var path = expected.starts().get(chunk.number());
    try {
      if (path != null) {
        policy.requireStart(path, buffer, length);
      }
      return null;
    } catch (ProblemException notAllowed) {
      return notAllowed;
    }
  }

  private ProblemException tooMuch() {
    return expected.isAll()
        ? TransferRefusals.outOfRange(expected.pieces().getLast().chunks().getLast().number() + 1)
        : new ProblemException(
            Kind.TOO_LARGE, "message_too_large", "Chunks come in bodies of at most 16 MiB");
  }

  private static ProblemException incomplete(Chunk chunk) {
    return refusal(
        "chunk_incomplete",
        "The body ends in the middle of a chunk",
        Map.of("chunk", chunk.number(), "size", chunk.size()));
  }

  private static ProblemException refusal(String code, String title, Map<String, ?> details) {
    return new ProblemException(Kind.INVALID, code, title, details);
  }
}
