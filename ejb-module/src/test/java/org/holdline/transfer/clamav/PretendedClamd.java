package org.holdline.transfer.clamav;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Speaks the protocol by the book, at a TCP port, and says what it was told to say. */
final class PretendedClamd implements AutoCloseable {
  private final ServerSocket door;
  private final String answer;
  private final BlockingQueue<byte[]> files = new LinkedBlockingQueue<>();

  /**
   * @param answer without the zero byte; empty: it hears all and says nothing
   */
  PretendedClamd(String answer) throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.answer = answer;
    // A door at which a virtual thread waits may let in one more after it has been closed.
    Thread.ofPlatform().daemon().start(this::serve);
  }

  ClamAvAddress address() {
    return ClamAvAddress.parse("tcp://127.0.0.1:" + door.getLocalPort());
  }

  /** What it was sent. */
  byte[] file() throws InterruptedException {
    return files.take();
  }

  private void serve() {
    while (!door.isClosed()) {
      try (var line = door.accept()) {
        converse(line);
      } catch (IOException end) {
        // the scanner hung up, or the test is over
      }
    }
  }

  private void converse(Socket line) throws IOException {
    var in = new DataInputStream(line.getInputStream());
    var command = new StringBuilder();
    for (int one = in.read(); one > 0; one = in.read()) {
      command.append((char) one);
    }
    if (command.toString().equals("zINSTREAM")) {
      var file = new ByteArrayOutputStream();
      for (int length = in.readInt(); length > 0; length = in.readInt()) {
        file.write(in.readNBytes(length));
      }
      files.add(file.toByteArray());
    }
    if (answer.isEmpty()) {
      in.readAllBytes();
    }
    line.getOutputStream().write((answer + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
