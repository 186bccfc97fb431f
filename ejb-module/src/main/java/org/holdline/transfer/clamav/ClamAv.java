package org.holdline.transfer.clamav;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.holdline.transfer.control.FileScanner;

/**
 * Asks clamd: a file goes to it in pieces, each behind its length, and then it says what it saw.
 */
final class ClamAv implements FileScanner {
  private static final int LENGTH_BYTES = 4;

  private final ClamAvAddress address;
  private final ScanLimits limits;

  ClamAv(ClamAvAddress address, ScanLimits limits) {
    this.address = address;
    this.limits = limits;
  }

  @Override
  public boolean isThere() {
    return true;
  }

  @Override
  public Verdict scan(Content file) throws IOException {
    try (var line = ClamAvLine.open(address, limits.word())) {
      line.say("INSTREAM");
      return verdict(send(file, line));
    }
  }

  /** It answers before the end of what is more than it takes, and then hangs up. */
  private String send(Content file, ClamAvLine line) throws IOException {
    try {
      file.writeTo((bytes, offset, length) -> piece(line, bytes, offset, length));
      line.write(length(0));
    } catch (IOException hungUp) {
      return early(line, hungUp);
    }
    return line.answer(limits.verdict());
  }

  private String early(ClamAvLine line, IOException hungUp) throws IOException {
    try {
      return line.answer(limits.word());
    } catch (IOException nothing) {
      hungUp.addSuppressed(nothing);
      throw hungUp;
    }
  }

  private static void piece(ClamAvLine line, byte[] bytes, int offset, int length)
      throws IOException {
    if (length > 0) {
      line.write(length(length));
      line.write(ByteBuffer.wrap(bytes, offset, length));
    }
  }

  private static ByteBuffer length(int bytes) {
    return ByteBuffer.allocate(LENGTH_BYTES).putInt(0, bytes);
  }

  private static Verdict verdict(String answer) throws IOException {
    if (answer.equals("stream: OK")) {
      return Verdict.CLEAN;
    }
    if (answer.endsWith(" FOUND")) {
      return Verdict.INFECTED;
    }
    if (answer.contains("size limit exceeded")) {
      return Verdict.TOO_LARGE;
    }
    throw new IOException("the scanner has no verdict: " + answer);
  }

  @Override
  public void check() throws IOException {
    try (var line = ClamAvLine.open(address, limits.word())) {
      line.say("PING");
      var answer = line.answer(limits.word());
      if (!answer.equals("PONG")) {
        throw new IOException("the scanner answers otherwise: " + answer);
      }
    }
  }
}
