package org.holdline.recording.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_make_error_string;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** What all users of the libraries share: answers are checked, what is held is counted. */
final class Native {
  /** All times of ours. */
  static final AVRational MICROS = rational(1, 1_000_000);

  private static final int MESSAGE_MAX = 256;
  private static final AtomicInteger HELD = new AtomicInteger();

  private Native() {}

  static AVRational rational(int numerator, int denominator) {
    return new AVRational().num(numerator).den(denominator);
  }

  /**
   * The answer of a call.
   *
   * @throws FfmpegException when it is an error
   */
  static int check(int answer, String call) {
    if (answer < 0) {
      throw new FfmpegException(call, answer, message(answer));
    }
    return answer;
  }

  private static String message(int answer) {
    try (var text = new BytePointer(MESSAGE_MAX)) {
      return av_make_error_string(text, MESSAGE_MAX, answer).getString();
    }
  }

  /** Options for a call; the caller frees what the call leaves of them. */
  static AVDictionary options(Map<String, String> values) {
    var options = new AVDictionary(null);
    values.forEach(
        (key, value) -> check(avutil.av_dict_set(options, key, value, 0), "av_dict_set"));
    return options;
  }

  static void took() {
    HELD.incrementAndGet();
  }

  static void freed() {
    HELD.decrementAndGet();
  }

  /** How many coders, files and resamplers are open. */
  static int held() {
    return HELD.get();
  }
}
