package org.holdline.blob.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.holdline.blob.control.BlobRefusals;
import org.holdline.blob.control.BlobStore.Writing;

/** A file that gets its name when it is whole and on the disk. */
final class FileWriting implements Writing {
  private static final int PIECE = 128 << 10;

  private final Path target;
  private final Path unfinished;
  private final FileChannel channel;

  FileWriting(Path target, Path unfinished) throws IOException {
    this.target = target;
    this.unfinished = unfinished;
    this.channel =
        FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void add(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        // a piece at a time: for each thread the JDK keeps a buffer as large as the largest it
        // wrote
        var piece = bytes.slice(bytes.position(), Math.min(PIECE, bytes.remaining()));
        bytes.position(bytes.position() + channel.write(piece));
      }
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /** Takes the first bytes of a file. */
  void add(FileChannel source, long size) {
    try {
      for (long from = 0; from < size; ) {
        from += source.transferTo(from, size - from, channel);
      }
    } catch (IOException e) {
      throw refused(e);
    }
  }

  @Override
  public void finish() {
    try {
      channel.force(true);
      channel.close();
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      force(target.resolveSibling(".").normalize());
    } catch (IOException e) {
      throw refused(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /** The entries of a folder survive a power cut too. */
  static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** What the caller is told. */
  static RuntimeException refused(IOException e) {
    var message = e.getMessage();
    return message != null && message.contains("No space left")
        ? BlobRefusals.full()
        : BlobRefusals.away(e);
  }
}
