package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.avio_flush;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Where a container's bytes go instead of into a file. */
final class OutputChannel extends Channel {
  private static final Write_packet_Pointer_BytePointer_int WRITE =
      new Write_packet_Pointer_BytePointer_int() {
        @Override
        public int call(Pointer opaque, BytePointer bytes, int length) {
          return Channel.of(opaque) instanceof OutputChannel channel
              ? channel.take(bytes, length)
              : AVERROR_EXTERNAL;
        }
      };

  private final ByteArrayOutputStream written = new ByteArrayOutputStream(BUFFER_BYTES);

  OutputChannel() {
    super(null, WRITE);
  }

  private int take(BytePointer bytes, int length) {
    var copy = new byte[length];
    bytes.get(copy);
    written.write(copy, 0, length);
    return length;
  }

  /** What was written since the last time. */
  ByteBuffer drain() {
    avio_flush(context());
    var bytes = ByteBuffer.wrap(written.toByteArray());
    written.reset();
    return bytes;
  }
}
