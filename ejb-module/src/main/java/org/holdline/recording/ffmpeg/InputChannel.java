package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Where a container's bytes come from instead of a file. For one thread; who opens one closes it.
 */
final class InputChannel implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Map<Long, InputChannel> OPEN = new ConcurrentHashMap<>();

  private static final Read_packet_Pointer_BytePointer_int READ =
      new Read_packet_Pointer_BytePointer_int() {
        @Override
        public int call(Pointer opaque, BytePointer bytes, int length) {
          var channel = OPEN.get(opaque.address());
          return channel == null ? AVERROR_EXTERNAL : channel.give(bytes, length);
        }
      };

  private final BytePointer key = new BytePointer(1);
  private final AVIOContext context;
  private final InputStream source;
  private @Nullable IOException failure;

  /** The caller closes the source. */
  InputChannel(InputStream source) {
    this.source = source;
    context =
        avio_alloc_context(
            new BytePointer(av_malloc(BUFFER_BYTES)), BUFFER_BYTES, 0, key, READ, null, null);
    OPEN.put(key.address(), this);
    Native.took();
  }

  AVIOContext context() {
    return context;
  }

  private int give(BytePointer bytes, int length) {
    try {
      var read = source.readNBytes(length);
      if (read.length == 0) {
        return AVERROR_EOF;
      }
      bytes.put(read, 0, read.length);
      return read.length;
    } catch (IOException e) {
      failure = e;
      return AVERROR_EXTERNAL;
    }
  }

  /** Passes on what went wrong inside a call of the libraries, which know numbers only. */
  void rethrow() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    OPEN.remove(key.address());
    av_free(context.buffer());
    avio_context_free(context);
    key.close();
    Native.freed();
  }
}
