package org.holdline.transfer.clamav;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One conversation with clamd; nothing in it is waited for without limit. */
final class ClamAvLine implements AutoCloseable {
  private static final int ANSWER_MAX = 4_096;

  private final SocketChannel channel;
  private final Selector selector;
  private final Duration wordMax;

  private ClamAvLine(SocketChannel channel, Selector selector, Duration wordMax) {
    this.channel = channel;
    this.selector = selector;
    this.wordMax = wordMax;
  }

  static ClamAvLine open(ClamAvAddress address, Duration wordMax) throws IOException {
    var channel =
        address.isFile() ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
    try {
      channel.configureBlocking(false);
      var line = new ClamAvLine(channel, Selector.open(), wordMax);
      try {
        line.connect(address);
        return line;
      } catch (IOException | RuntimeException e) {
        line.selector.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void connect(ClamAvAddress address) throws IOException {
    boolean connected = channel.connect(address.socket());
    channel.register(selector, 0);
    long end = System.nanoTime() + wordMax.toNanos();
    while (!connected) {
      await(SelectionKey.OP_CONNECT, end);
      connected = channel.finishConnect();
    }
  }

  private void await(int what, long endNanos) throws IOException {
    channel.keyFor(selector).interestOps(what);
    long millis = Duration.ofNanos(endNanos - System.nanoTime()).toMillis();
    if (millis <= 0 || selector.select(millis) == 0) {
      throw new SocketTimeoutException("the scanner does not answer");
    }
    selector.selectedKeys().clear();
  }

  /** A command; the answer to it ends with a zero byte, as it does. */
  void say(String command) throws IOException {
    write(ByteBuffer.wrap(("z" + command + "\0").getBytes(StandardCharsets.US_ASCII)));
  }

  void write(ByteBuffer bytes) throws IOException {
    long end = System.nanoTime() + wordMax.toNanos();
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) > 0) {
        end = System.nanoTime() + wordMax.toNanos();
      } else {
        await(SelectionKey.OP_WRITE, end);
      }
    }
  }

  /** What it answers, without the zero byte. */
  String answer(Duration max) throws IOException {
    var answer = ByteBuffer.allocate(ANSWER_MAX);
    long end = System.nanoTime() + max.toNanos();
    while (answer.hasRemaining()) {
      int count = channel.read(answer);
      if (count < 0 || (count > 0 && answer.get(answer.position() - 1) == 0)) {
        return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8)
            .replace("\0", "")
            .strip();
      }
      if (count == 0) {
        await(SelectionKey.OP_READ, end);
      }
    }
    throw new IOException("the scanner says too much");
  }

  @Override
  public void close() throws IOException {
    try (selector) {
      channel.close();
    }
  }
}
