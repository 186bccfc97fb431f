package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A way for the bytes of a container that is no file. The libraries call functions, of which there
 * can be ten: so there is one for all channels of a kind, which finds its channel by a key. For one
 * thread; who opens one closes it.
 */
abstract class Channel implements AutoCloseable {
  static final int BUFFER_BYTES = 1 << 16;
  private static final Map<Long, Channel> OPEN = new ConcurrentHashMap<>();

  private final BytePointer key = new BytePointer(1);
  private final AVIOContext context;

  Channel(
      @Nullable Read_packet_Pointer_BytePointer_int read,
      @Nullable Write_packet_Pointer_BytePointer_int write) {
    context =
        avio_alloc_context(
            new BytePointer(av_malloc(BUFFER_BYTES)),
            BUFFER_BYTES,
            write == null ? 0 : 1,
            key,
            read,
            write,
            null);
    OPEN.put(key.address(), this);
    Native.took();
  }

  /** The one that a function is called for; null when it is closed. */
  static @Nullable Channel of(Pointer key) {
    return OPEN.get(key.address());
  }

  AVIOContext context() {
    return context;
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
