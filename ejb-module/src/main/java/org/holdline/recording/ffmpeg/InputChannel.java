package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;

import java.io.IOException;
import java.io.InputStream;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Where a container's bytes come from instead of a file. */
final class InputChannel extends Channel {
  private static final Read_packet_Pointer_BytePointer_int READ =
      new Read_packet_Pointer_BytePointer_int() {
        @Override
        public int call(Pointer opaque, BytePointer bytes, int length) {
          return Channel.of(opaque) instanceof InputChannel channel
              ? channel.give(bytes, length)
              : AVERROR_EXTERNAL;
        }
      };

  private final InputStream source;
  private @Nullable Exception failure;

  /** The caller closes the source. */
  InputChannel(InputStream source) {
    super(READ, null);
    this.source = source;
  }

  /** No exception may leave it: the libraries could not free what they hold. */
  private int give(BytePointer bytes, int length) {
    try {
      var read = source.readNBytes(length);
      if (read.length == 0) {
        return AVERROR_EOF;
      }
      bytes.put(read, 0, read.length);
      return read.length;
    } catch (IOException | RuntimeException e) {
      failure = e;
      return AVERROR_EXTERNAL;
    }
  }

  /** Passes on what went wrong inside a call of the libraries, which know numbers only. */
  void rethrow() throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }
}
