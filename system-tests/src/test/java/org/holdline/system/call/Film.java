package org.holdline.system.call;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;

/** A file that was recorded, as FFmpeg's own programs see it. */
final class Film {
  private static final int STEPS_MIN = 4;
  private static final int SAMPLES = 48_000;
  private static final int WINDOW = 960;
  private static final double LOUD = 300;

  /** Pictures a second, where one has to stand for each moment. */
  private static final int EVEN_PACE = 24;

  private final Path file;
  private final List<JsonObject> streams;
  private final double seconds;

  private Film(Path file, JsonObject probed) {
    this.file = file;
    this.streams = Json.objects(probed.getJsonArray("streams"));
    this.seconds = Double.parseDouble(probed.getJsonObject("format").getString("duration"));
  }

  static Film of(byte[] content) {
    try {
      var file = Files.createTempFile(Files.createDirectories(Path.of("target", "films")), "", "");
      Files.write(file, content);
      var said =
          run(
              Loader.load(ffprobe.class),
              "-v",
              "error",
              "-of",
              "json",
              "-count_packets",
              "-show_streams",
              "-show_format",
              file.toString());
      return new Film(file, Json.object(new String(said, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first file of a completed recording; it may be fetched by whoever has that token. */
  static Film of(Doors doors, URI server, String token, String recording) {
    var files = "/webrtc/recordings/" + recording + "/files";
    var film =
        Json.objects(Doors.body(doors.get(files, token), 200).getJsonArray("files")).getFirst();
    var link = doors.post(files + "/" + film.getString("name") + "/link", token, "{}");
    return at(server.resolve(Doors.body(link, 200).getString("url")));
  }

  private static Film at(URI address) {
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new AssertionError(address + " answered " + answer.statusCode());
      }
      return of(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static byte[] run(String program, String... options) {
    var command = new ArrayList<>(List.of(program));
    command.addAll(List.of(options));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("LD_LIBRARY_PATH", Path.of(program).resolveSibling("").toString());
    try {
      var process = builder.start();
      var said = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new AssertionError(program + " ended with " + process.exitValue());
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private byte[] decoded(String... as) {
    var options = new ArrayList<>(List.of("-v", "error", "-i", file.toString()));
    options.addAll(List.of(as));
    options.add("-");
    return run(Loader.load(ffmpeg.class), options.toArray(String[]::new));
  }

  double seconds() {
    return seconds;
  }

  /** Such as {@code vp8 854x480} and {@code opus}. */
  List<String> streams() {
    return streams.stream().map(Film::described).toList();
  }

  private static String described(JsonObject stream) {
    var codec = stream.getString("codec_name");
    return stream.getString("codec_type").equals("video")
        ? codec + " " + stream.getInt("width") + "x" + stream.getInt("height")
        : codec;
  }

  /** How many pictures it has. */
  int pictures() {
    return streams.stream()
        .filter(stream -> stream.getString("codec_type").equals("video"))
        .mapToInt(stream -> Integer.parseInt(stream.getString("nb_read_packets")))
        .sum();
  }

  /**
   * What the picture of the camera shows there, picture by picture, as shades of the clip.
   *
   * @param x of the middle, as a share of the width
   */
  List<Integer> shades(double x) {
    return shades(x, "null");
  }

  private List<Integer> shades(double x, String before) {
    var filter = before + ",format=yuv420p,extractplanes=y,crop=1:1:iw*%s:ih/2".formatted(x);
    var bytes = decoded("-an", "-vf", filter, "-fps_mode", "passthrough", "-f", "rawvideo");
    var shades = new ArrayList<Integer>();
    for (byte each : bytes) {
      shades.add(Clip.shade(each & 0xff));
    }
    return shades;
  }

  /** Whether the counter went on between two moments, in seconds. */
  boolean moved(double x, double from, double to) {
    var shades = shades(x);
    int first = (int) (shades.size() * from / seconds);
    int last = Math.min(shades.size(), (int) (shades.size() * to / seconds));
    return IntStream.range(first + 1, last)
            .filter(i -> !shades.get(i).equals(shades.get(i - 1)))
            .count()
        >= STEPS_MIN;
  }

  /** A stretch of it, in seconds. */
  record Stretch(double from, double until) {}

  /** The longest in which the counter stands still. */
  Stretch stillest(double x) {
    var shades = shades(x, "fps=" + EVEN_PACE);
    int from = 0;
    int longestFrom = 0;
    int longest = 0;
    for (int i = 1; i < shades.size(); i++) {
      from = shades.get(i).equals(shades.get(i - 1)) ? from : i;
      if (i - from > longest) {
        longest = i - from;
        longestFrom = from;
      }
    }
    return new Stretch(
        longestFrom / (double) EVEN_PACE, (longestFrom + longest) / (double) EVEN_PACE);
  }

  /** In which share of its time there is a beep of the clip and next to nothing else. */
  double beeping() {
    var bytes = decoded("-ac", "1", "-ar", Integer.toString(SAMPLES), "-f", "s16le");
    var samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    int windows = samples.remaining() / WINDOW;
    int beeps = 0;
    for (int i = 0; i < windows; i++) {
      var window = new short[WINDOW];
      samples.get(window);
      beeps += isBeep(window) ? 1 : 0;
    }
    return beeps / (double) windows;
  }

  /** Whether most of what is heard has the pitch of the beep. */
  private static boolean isBeep(short[] window) {
    double real = 0;
    double imaginary = 0;
    double power = 0;
    for (int i = 0; i < window.length; i++) {
      double angle = 2 * Math.PI * Clip.HERTZ * i / SAMPLES;
      real += window[i] * Math.cos(angle);
      imaginary += window[i] * Math.sin(angle);
      power += (double) window[i] * window[i];
    }
    double loudness = Math.sqrt(power / window.length);
    double share = 2 * (real * real + imaginary * imaginary) / (window.length * power);
    return loudness > LOUD && share > 0.5;
  }
}
