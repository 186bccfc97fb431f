package org.holdline.transfer.control;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.transfer.control.RelayLedger.Expected;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.Digest;
import org.jspecify.annotations.Nullable;

/** Reads the chunks of one upload as they come in, and holds each against the manifest. */
final class ChunkReader {
  private final Expected expected;
  private final List<Chunk> run;
  private final FilePolicy policy;
  private final byte[] buffer = new byte[ManifestRules.CHUNK_BYTES_MAX];
  private int whole;

  /**
   * @param run those of the expected chunks that fit into one upload
   */
  ChunkReader(Expected expected, List<Chunk> run, FilePolicy policy) {
    this.expected = expected;
    this.run = run;
    this.policy = policy;
  }

  /**
   * What came.
   *
   * @param whole chunks, from the first on
   * @param fault why there are not more; null when there is nothing wrong
   */
  record Read(int whole, @Nullable ProblemException fault) {}

  /**
   * Reads to the end, or up to what is wrong.
   *
   * @param said the SHA-256 of all of it; null when nobody said it
   * @param into whatever the server does not hold yet
   */
  Read read(InputStream body, @Nullable Digest said, SegmentBuilder into) {
    var sum = Digest.sha256();
    try {
      for (var chunk : run) {
        int length = body.readNBytes(buffer, 0, chunk.size());
        if (length == 0 && whole > 0) {
          return new Read(whole, findWrongSum(said, sum));
        }
        var fault = judge(chunk, length);
        if (fault != null) {
          return new Read(whole, fault);
        }
        sum.update(buffer, 0, length);
        whole++;
        if (!expected.held().contains(chunk.number())) {
          into.add(chunk, buffer);
        }
      }
      return new Read(whole, body.read() < 0 ? findWrongSum(said, sum) : tooMuch());
    } catch (IOException lineBroke) {
      return new Read(whole, incomplete(run.get(Math.min(whole, run.size() - 1))));
    }
  }

  private static @Nullable ProblemException findWrongSum(@Nullable Digest said, MessageDigest sum) {
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
    return run.size() < expected.chunks().size()
        ? new ProblemException(
            Kind.TOO_LARGE, "message_too_large", "Chunks come in bodies of at most 4 MiB")
        : TransferRefusals.outOfRange(run.getLast().number() + 1);
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
