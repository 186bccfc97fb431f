package org.holdline.transfer.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.holdline.blob.control.BlobRefusals;
import org.holdline.blob.control.BlobStore;
import org.holdline.transfer.control.DownloadLedger.Held;
import org.holdline.transfer.control.DownloadLedger.Sealed;
import org.holdline.transfer.entity.RelayedChunks.Placed;
import org.holdline.transfer.entity.RelayedChunks.Segment;

/** Reads chunks from where they are stored; each is verified as it is decrypted. Thread-safe. */
final class SegmentReader {
  private final BlobStore blobs;
  private final ContentCipher cipher;

  SegmentReader(BlobStore blobs, ContentCipher cipher) {
    this.blobs = blobs;
    this.cipher = cipher;
  }

  /** In the clear, one after the other. */
  byte[] read(Held held) {
    var content = held.content();
    var run = held.chunks();
    var into = new byte[run.stream().mapToInt(each -> each.chunk().size()).sum()];
    var key = cipher.key(content.content(), content.wrappedKey());
    int at = 0;
    int from = 0;
    while (from < run.size()) {
      int end = neighbours(run, from);
      var stored = read(content, run.subList(from, end));
      for (var each : run.subList(from, end)) {
        var chunk = each.chunk();
        int length = chunk.size() + ContentCipher.OVERHEAD;
        cipher.decrypt(key, content.content(), chunk, stored.slice(0, length), into, at);
        stored = stored.slice(length, stored.remaining() - length);
        at += chunk.size();
      }
      from = end;
    }
    return into;
  }

  /** Up to where they stand beside each other in one segment. */
  private static int neighbours(List<Placed> run, int from) {
    int end = from + 1;
    while (end < run.size()) {
      var last = run.get(end - 1);
      var next = run.get(end);
      int expected = last.position() + last.chunk().size() + ContentCipher.OVERHEAD;
      if (!next.segment().equals(last.segment()) || next.position() != expected) {
        return end;
      }
      end++;
    }
    return end;
  }

  private ByteBuffer read(Sealed content, List<Placed> beside) {
    int length =
        beside.stream().mapToInt(each -> each.chunk().size() + ContentCipher.OVERHEAD).sum();
    var first = beside.getFirst();
    var key = FileRelay.key(new Segment(first.segment(), content.content()));
    try (var stored = blobs.open(key, first.position(), length)) {
      var bytes = stored.readNBytes(length);
      if (bytes.length < length) {
        throw new IllegalStateException("what is stored is shorter than it was");
      }
      return ByteBuffer.wrap(bytes);
    } catch (IOException e) {
      throw BlobRefusals.away(e);
    }
  }
}
