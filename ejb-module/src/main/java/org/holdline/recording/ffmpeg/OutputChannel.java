package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avformat.avio_flush;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Where a container's bytes go instead of into a file. For one thread; who opens one closes it. */
final class OutputChannel implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Map<Long, OutputChannel> OPEN = new ConcurrentHashMap<>();

  /** One for all: of those that are made there can be ten. */
  private static final Write_packet_Pointer_BytePointer_int WRITE =
      new Write_packet_Pointer_BytePointer_int() {
        @Override
        public int call(Pointer opaque, BytePointer bytes, int length) {
          var channel = OPEN.get(opaque.address());
          return channel == null ? -1 : channel.take(bytes, length);
        }
      };

  private final BytePointer key = new BytePointer(1);
  private final AVIOContext context;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream(BUFFER_BYTES);

  OutputChannel() {
    context =
        avio_alloc_context(
            new BytePointer(av_malloc(BUFFER_BYTES)), BUFFER_BYTES, 1, key, null, WRITE, null);
    OPEN.put(key.address(), this);
    Native.took();
  }

  AVIOContext context() {
    return context;
  }

  private int take(BytePointer bytes, int length) {
    var copy = new byte[length];
    bytes.get(copy);
    written.write(copy, 0, length);
    return length;
  }

  /** What was written since the last time. */
  ByteBuffer drain() {
    avio_flush(context);
    var bytes = ByteBuffer.wrap(written.toByteArray());
    written.reset();
    return bytes;
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
