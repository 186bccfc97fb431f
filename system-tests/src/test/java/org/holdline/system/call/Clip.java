package org.holdline.system.call;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the camera and the microphone of the browser give: a picture that counts in shades of grey,
 * and a beep twice a second; a second of each, over and over.
 */
final class Clip {
  /** So far it counts; each shade stands for a tenth of a second. */
  static final int SHADES = 10;

  /** Of the beep. */
  static final int HERTZ = 1_000;

  private static final Path FOLDER = Path.of("target", "clip").toAbsolutePath();
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int PICTURES = 20;
  private static final int DARKEST = 40;
  private static final int STEP = 18;
  private static final byte GREY = (byte) 128;
  private static final int SAMPLES = 48_000;
  private static final int BEEP_SAMPLES = 9_600;
  private static final int LOUDNESS = 12_000;

  private Clip() {}

  /** What the browser has to be told so that it plays it. */
  static List<String> options() {
    try {
      Files.createDirectories(FOLDER);
      var picture = Files.write(FOLDER.resolve("counter.y4m"), picture());
      var sound = Files.write(FOLDER.resolve("beep.wav"), sound());
      return List.of(
          "--use-file-for-fake-video-capture=" + picture,
          "--use-file-for-fake-audio-capture=" + sound);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The brightness of a shade. */
  static int brightness(int shade) {
    return DARKEST + STEP * shade;
  }

  /** The shade that is nearest to a brightness. */
  static int shade(int brightness) {
    int nearest = Math.round((brightness - DARKEST) / (float) STEP);
    return Math.clamp(nearest, 0, SHADES - 1);
  }

  private static byte[] picture() {
    var head = "YUV4MPEG2 W%d H%d F20:1 Ip A1:1 C420jpeg\n".formatted(WIDTH, HEIGHT);
    var frame = "FRAME\n".getBytes(US_ASCII);
    int luma = WIDTH * HEIGHT;
    int size = luma * 3 / 2;
    var out = ByteBuffer.allocate(head.length() + PICTURES * (frame.length + size));
    out.put(head.getBytes(US_ASCII));
    for (int i = 0; i < PICTURES; i++) {
      var planes = new byte[size];
      Arrays.fill(planes, 0, luma, (byte) brightness(i * SHADES / PICTURES));
      Arrays.fill(planes, luma, size, GREY);
      out.put(frame).put(planes);
    }
    return out.array();
  }

  private static byte[] sound() {
    int bytes = SAMPLES * 2;
    var out = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(US_ASCII)).putInt(36 + bytes).put("WAVEfmt ".getBytes(US_ASCII));
    out.putInt(16).putShort((short) 1).putShort((short) 1).putInt(SAMPLES).putInt(bytes);
    out.putShort((short) 2).putShort((short) 16).put("data".getBytes(US_ASCII)).putInt(bytes);
    for (int i = 0; i < SAMPLES; i++) {
      boolean isBeep = i % (SAMPLES / 2) < BEEP_SAMPLES;
      double wave = Math.sin(2 * Math.PI * HERTZ * i / SAMPLES);
      out.putShort((short) (isBeep ? LOUDNESS * wave : 0));
    }
    return out.array();
  }
}
