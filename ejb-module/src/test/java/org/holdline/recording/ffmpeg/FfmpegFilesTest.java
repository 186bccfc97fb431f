package org.holdline.recording.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;
import org.holdline.recording.control.MediaException;
import org.holdline.recording.control.MediaFiles.Captured;
import org.holdline.recording.control.MediaFiles.Finished;
import org.holdline.recording.control.MediaFiles.Stream;
import org.holdline.recording.control.Take;
import org.holdline.recording.entity.FileKind;
import org.holdline.recording.entity.Format;
import org.holdline.recording.entity.Layout;
import org.holdline.recording.entity.Quality;
import org.holdline.recording.entity.RecordingId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FfmpegFilesTest {
  private static final int SECONDS = 6;
  private static final int CUTS = 40;

  private final FfmpegFiles files = new FfmpegFiles();

  @TempDir Path folder;

  @AfterEach
  void nothingNativeIsHeld() {
    assertThat(Native.held()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "WEBM, LOW, 6, vp8, opus",
    "MKV, LOW, 6, vp8, opus",
    "MP4, LOW, 6, h264, aac",
    "WEBM, MEDIUM, 4, vp8, opus",
    "MKV, MEDIUM, 4, vp8, opus",
    "MP4, MEDIUM, 4, h264, aac",
    "WEBM, HIGH, 2, vp8, opus",
    "MKV, HIGH, 2, vp8, opus",
    "MP4, HIGH, 2, h264, aac",
    "WEBM, ULTRA, 1, vp8, opus",
    "MKV, ULTRA, 1, vp8, opus",
    "MP4, ULTRA, 1, h264, aac"
  })
  void aFinishedFileHasTheStreamsTheSizeThePaceAndTheLengthThatWereAskedFor(
      Format format, Quality quality, int seconds, String video, String audio) throws Exception {
    var film = TestFilm.of(format, quality, seconds);
    var file = composed(finish(take(format, quality), captured(1, 0, film.stream())));

    assertThat(file.streams())
        .isEqualTo("%s %dx%d, %s".formatted(video, quality.width(), quality.height(), audio));
    assertThat(file.length()).isCloseTo(Duration.ofSeconds(seconds), Duration.ofMillis(200));
    var seen =
        ffprobe(
            file.file(),
            "-show_entries",
            "stream=nb_read_frames,start_time:format=duration",
            "-count_frames");
    assertThat(number(seen, "duration")).isCloseTo(seconds, within(0.2));
    assertThat(number(seen, "nb_read_frames") / seconds)
        .isCloseTo(quality.framesPerSecond(), within(quality.framesPerSecond() * 0.05));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void whatAWriterLeftWhenItWasKilledAtAnyBytePlaysToTheLastPiece(Format format) throws Exception {
    var film = TestFilm.of(format, Quality.LOW, SECONDS);
    var random = new Random(6);
    int length = film.bytes().length;
    for (int cut = 0; cut < CUTS; cut++) {
      int at = random.nextInt(length / SECONDS, length);
      var file = composed(finish(take(format, Quality.LOW), captured(1, 0, film.cutAt(at))));
      assertThat(file.length())
          .as("cut at %d of %d", at, length)
          .isGreaterThan(film.reachedWithin(at).minusMillis(200));
    }
  }

  @Test
  void aFilmIsHandedOverInPiecesOfHalfASecond() {
    assertThat(TestFilm.of(Format.WEBM, Quality.LOW, SECONDS).pieceCount())
        .isBetween(SECONDS * 2, SECONDS * 2 + 2);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void betweenSegmentsThePictureStandsAndThereIsSilence(Format format) throws Exception {
    var film = TestFilm.of(format, Quality.LOW, 2);
    var file =
        composed(
            finish(
                take(format, Quality.LOW),
                captured(1, 0, film.stream()),
                captured(2, 5, film.stream())));

    assertThat(file.length()).isCloseTo(Duration.ofSeconds(7), Duration.ofMillis(200));
    var waveform = Files.readString(folder.resolve("waveform.json"), StandardCharsets.UTF_8);
    var peaks = peaks(waveform);
    assertThat(peaks[10]).isGreaterThan(30);
    assertThat(peaks[35]).isZero();
    assertThat(peaks[60]).isGreaterThan(30);
    assertThat(largestStep(file.file(), "a:0")).isLessThan(0.1);
  }

  @Test
  void aSegmentThatSeemsToBeginBeforeTheEndOfTheOneBeforeFollowsIt() throws Exception {
    var film = TestFilm.of(Format.WEBM, Quality.LOW, 2);
    var file =
        composed(
            finish(
                take(Format.WEBM, Quality.LOW),
                captured(1, 0, film.stream()),
                captured(2, 1, film.stream())));

    assertThat(file.length()).isCloseTo(Duration.ofSeconds(4), Duration.ofMillis(200));
  }

  @Test
  void aSegmentWithoutMediaIsLeftOut() throws Exception {
    var film = TestFilm.of(Format.WEBM, Quality.LOW, 2);
    var file =
        composed(
            finish(
                take(Format.WEBM, Quality.LOW),
                captured(1, 0, film.cutAt(20)),
                captured(2, 1, film.stream())));

    assertThat(file.length()).isCloseTo(Duration.ofSeconds(3), Duration.ofMillis(200));
  }

  @Test
  void aThumbnailIsAPictureOfTheFirstThirdAndAWaveformKnowsTheTone() throws Exception {
    var film = TestFilm.of(Format.WEBM, Quality.LOW, 3);
    var all = finish(take(Format.WEBM, Quality.LOW), captured(1, 0, film.stream()));

    assertThat(all)
        .extracting(Finished::kind, Finished::name, Finished::mediaType)
        .contains(
            tuple(FileKind.THUMBNAIL, "thumbnail.jpg", "image/jpeg"),
            tuple(FileKind.WAVEFORM, "waveform.json", "application/json"));
    var picture = ImageIO.read(folder.resolve("thumbnail.jpg").toFile());
    assertThat(picture.getWidth()).isEqualTo(320);
    assertThat(picture.getHeight()).isEqualTo(179);
    assertThat(barBegins(picture)).as("the bar of second 1").isCloseTo(96 * 320 / 854, within(3));
    assertThat(peaks(Files.readString(folder.resolve("waveform.json"))))
        .hasSizeBetween(29, 32)
        .matches(peaks -> Arrays.stream(peaks).allMatch(peak -> peak > 30 && peak < 70));
  }

  private static int barBegins(BufferedImage picture) {
    return IntStream.range(0, picture.getWidth())
        .filter(x -> (picture.getRGB(x, picture.getHeight() / 3) & 0xff) > 120)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatHoldsNoMediaIsRefused() {
    Stream noise =
        () -> new ByteArrayInputStream("this is no film".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> finish(take(Format.MP4, Quality.LOW), captured(1, 0, noise)))
        .isInstanceOf(MediaException.class);
  }

  @Test
  void aSourceThatFailsMidwayIsAnErrorToTryAgain() {
    var away =
        failing(() -> {
          throw new IOException("The store is away");
        });
    assertThatThrownBy(() -> finish(take(Format.WEBM, Quality.LOW), captured(1, 0, away)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void anErrorOfTheSourceComesThroughTheLibrariesAsItIs() {
    var closed =
        failing(() -> {
          throw new IllegalStateException("The store is closed");
        });
    assertThatThrownBy(() -> finish(take(Format.WEBM, Quality.LOW), captured(1, 0, closed)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The store is closed");
  }

  @Test
  void aFolderThatIsGoneIsAnErrorToTryAgain() throws Exception {
    var film = TestFilm.of(Format.WEBM, Quality.LOW, 2);
    Files.delete(folder);
    assertThatThrownBy(() -> finish(take(Format.WEBM, Quality.LOW), captured(1, 0, film.stream())))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aCoderThatIsNotThereKeepsNothing() {
    assertThatThrownBy(() -> new Coder("nothing", 1000, Map.of(), context -> {}))
        .isInstanceOf(FfmpegException.class);
  }

  /** What a source does instead of giving more. */
  private interface Fault {
    void happen() throws IOException;
  }

  private static Stream failing(Fault fault) {
    var film = TestFilm.of(Format.WEBM, Quality.LOW, 2).bytes();
    return () ->
        new InputStream() {
          private int at;

          @Override
          public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            if (at > film.length / 2) {
              fault.happen();
            }
            int count = Math.min(length, film.length - at);
            System.arraycopy(film, at, bytes, offset, count);
            at += count;
            return count;
          }
        };
  }

  private List<Finished> finish(Take take, Captured... segments)
      throws IOException, MediaException {
    return files.finish(take, List.of(segments), folder);
  }

  private static Finished composed(List<Finished> all) {
    return all.stream().filter(each -> each.kind() == FileKind.COMPOSED).findFirst().orElseThrow();
  }

  private static Take take(Format format, Quality quality) {
    return new Take(RecordingId.random(), 1, format, quality, Layout.COMPOSED, List.of());
  }

  private static Captured captured(int segment, int second, Stream stream) {
    return new Captured(segment, Duration.ofSeconds(second), Map.of("composed", stream));
  }

  private static int[] peaks(String waveform) {
    var list = waveform.replaceAll(".*\\[(.*)]}", "$1");
    return List.of(list.split(",")).stream().mapToInt(Integer::parseInt).toArray();
  }

  private static double largestStep(Path file, String stream) throws Exception {
    var times =
        ffprobe(file, "-select_streams", stream, "-show_entries", "packet=pts_time")
            .lines()
            .filter(line -> line.startsWith("pts_time="))
            .mapToDouble(line -> Double.parseDouble(line.substring("pts_time=".length())))
            .toArray();
    double largest = 0;
    for (int index = 1; index < times.length; index++) {
      largest = Math.max(largest, times[index] - times[index - 1]);
    }
    return largest;
  }

  private static double number(String seen, String key) {
    return seen.lines()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElseThrow();
  }

  private static String ffprobe(Path file, String... options) throws Exception {
    var program = Path.of(Loader.load(ffprobe.class));
    var command = new ArrayList<>(List.of(program.toString(), "-v", "error"));
    command.addAll(List.of(options));
    command.add(file.toString());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LD_LIBRARY_PATH", String.valueOf(program.getParent()));
    var process = builder.start();
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
