package org.holdline.recording.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.holdline.message.control.Signal.IceCandidate;
import org.holdline.message.control.Target;
import org.holdline.platform.control.InMemoryMeters;
import org.holdline.platform.control.Metric;
import org.holdline.platform.control.TestBackground;
import org.holdline.problem.entity.ProblemException;
import org.holdline.recording.control.Capturing;
import org.holdline.recording.control.MediaFiles;
import org.holdline.recording.control.MediaFiles.Finished;
import org.holdline.recording.control.RoomCapturing;
import org.holdline.recording.control.Take;
import org.holdline.recording.entity.FileKind;
import org.holdline.recording.entity.Format;
import org.holdline.recording.entity.Layout;
import org.holdline.recording.entity.Quality;
import org.holdline.recording.entity.RecordingId;
import org.holdline.recording.ffmpeg.FfmpegCodecs;
import org.holdline.recording.ffmpeg.FfmpegFiles;
import org.holdline.recording.ffmpeg.Film;
import org.holdline.recording.ffmpeg.Film.Moment;
import org.holdline.recording.ffmpeg.NativeCount;
import org.holdline.room.entity.SessionId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomCapturingTest {
  private static final WebrtcPeers PEERS = new WebrtcPeers();
  private static final TestBackground BACKGROUND = new TestBackground();
  private static final InMemoryMeters METERS = new InMemoryMeters();
  private static final Capturing CAPTURING =
      new RoomCapturing(new FfmpegCodecs(), PEERS, BACKGROUND, METERS);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final double FLASH = 150;
  private static final double BEEP = 0.1;

  private final MediaFiles files = new FfmpegFiles();

  @TempDir Path folder;

  @AfterAll
  static void end() {
    BACKGROUND.close();
  }

  @AfterEach
  void nothingNativeIsHeld() {
    assertThat(Frames.held()).as("frames").isZero();
    assertThat(NativeCount.held()).as("coders and files").isZero();
  }

  @Test
  void everybodysPictureAndSoundBecomeOneFileInStep() throws Exception {
    long before = leftOut();
    try (var room = new TestRoom(CAPTURING, take(Format.WEBM, Layout.COMPOSED))) {
      room.join("ada");
      room.awaitFlowing();
      room.join("alan");
      room.awaitLength(Duration.ofSeconds(10));
      var length = room.end();
      var file = composed(room.finish(files, folder));

      assertThat(file.streams()).isEqualTo("vp8 854x480, opus");
      assertThat(file.length()).isCloseTo(length, SHORT);
      var film = Film.of(file.file());
      assertPace(film, length, Quality.LOW, before);
      var apart = flashesAndBeeps(film);
      System.getLogger("test").log(System.Logger.Level.INFO, "lip sync " + apart);
      assertThat(apart).hasSizeGreaterThan(2).allMatch(seconds -> Math.abs(seconds) < 0.3);
      assertThat(median(apart)).isCloseTo(0, within(0.15));
    }
  }

  @Test
  void anMp4IsRecordedToo() throws Exception {
    try (var room = new TestRoom(CAPTURING, take(Format.MP4, Layout.COMPOSED))) {
      room.join("ada");
      room.awaitLength(Duration.ofSeconds(4));
      var length = room.end();
      var file = composed(room.finish(files, folder));

      assertThat(file.streams()).isEqualTo("h264 854x480, aac");
      assertThat(file.length()).isCloseTo(length, SHORT);
    }
  }

  @ParameterizedTest
  @CsvSource({"MEDIUM, MP4, h264 1280x720, aac", "LOW, MKV, vp8 854x480, opus"})
  void everySizeOfPictureFitsEveryPreset(Quality quality, Format format, String video, String audio)
      throws Exception {
    long before = leftOut();
    try (var room = new TestRoom(CAPTURING, take(format, quality, Layout.COMPOSED))) {
      var ada = room.join("ada");
      room.awaitFlowing();
      int[][] sizes = {
        {quality.width(), quality.height()}, {853, 479}, {321, 181}, {360, 640}, {1600, 900}
      };
      for (int[] size : sizes) {
        ada.resize(size[0], size[1]);
        room.awaitLength(room.capture().length().plusMillis(800));
      }
      var length = room.end();
      var file = composed(room.finish(files, folder));

      assertThat(file.streams()).isEqualTo(video + ", " + audio);
      assertThat(file.length()).isCloseTo(length, SHORT);
      var film = Film.of(file.file());
      assertPace(film, length, quality, before);
      assertThat(film.pictures().subList(film.pictures().size() / 2, film.pictures().size()))
          .as("nothing but the grey picture or its flash is in the middle")
          .allMatch(each -> each.value() > 25);
    }
  }

  @Test
  void aPauseLeavesNoTrace() throws Exception {
    try (var room = new TestRoom(CAPTURING, take(Format.WEBM, Layout.COMPOSED))) {
      room.join("ada");
      room.awaitLength(Duration.ofSeconds(3));
      room.capture().pause(Duration.ZERO);
      var paused = room.capture().length();
      long until = System.nanoTime() + Duration.ofSeconds(2).toNanos();
      while (System.nanoTime() - until < 0) {
        assertThat(room.capture().length()).isEqualTo(paused);
        LockSupport.parkNanos(10_000_000);
      }
      room.capture().resume(Duration.ZERO);
      room.awaitLength(paused.plusSeconds(3));
      var length = room.end();
      var file = composed(room.finish(files, folder));

      assertThat(file.length()).isCloseTo(length, SHORT);
      assertThat(largestStep(Film.of(file.file()).pictures())).isLessThan(0.5);
    }
  }

  @Test
  void aResumeThatIsHeardLateCountsFromItsMoment() throws Exception {
    try (var room = new TestRoom(CAPTURING, take(Format.WEBM, Layout.COMPOSED))) {
      room.join("ada");
      room.awaitLength(Duration.ofSeconds(1));
      room.capture().pause(Duration.ZERO);
      var paused = room.capture().length();
      LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
      room.capture().resume(Duration.ofMillis(1_500));
      assertThat(room.capture().length()).isGreaterThanOrEqualTo(paused.plusMillis(1_500));
      room.awaitLength(paused.plusSeconds(3));
      var length = room.end();
      assertThat(composed(room.finish(files, folder)).length()).isCloseTo(length, SHORT);
    }
  }

  @Test
  void peopleComeGoReloadAndChangeTheirPicturesSize() throws Exception {
    try (var room = new TestRoom(CAPTURING, take(Format.MKV, Layout.COMPOSED))) {
      var ada = room.join("ada");
      room.awaitLength(Duration.ofSeconds(1));
      ada.resize(1280, 720);
      room.join("alan");
      room.awaitLength(Duration.ofSeconds(2));
      ada.resize(320, 180);
      room.leave("alan");
      room.awaitLength(Duration.ofSeconds(3));
      ada.resize(360, 640);
      room.join("alan");
      ada.offer(true);
      room.awaitLength(Duration.ofSeconds(5));
      room.reload("ada");
      room.awaitLength(Duration.ofSeconds(8));
      var length = room.end();
      var file = composed(room.finish(files, folder));

      assertThat(file.length()).isCloseTo(length, SHORT);
      var film = Film.of(file.file());
      assertThat(film.sounds().stream().filter(each -> each.second() > 6))
          .as("sound after the reload")
          .anyMatch(each -> each.value() > BEEP);
    }
  }

  @Test
  void soundAloneIsRecordedUnderTheNames() throws Exception {
    try (var room = new TestRoom(CAPTURING, take(Format.WEBM, Layout.COMPOSED))) {
      room.join("ada", false);
      room.awaitLength(Duration.ofSeconds(4));
      var length = room.end();
      var file = composed(room.finish(files, folder));

      assertThat(file.length()).isCloseTo(length, SHORT);
      assertThat(Film.of(file.file()).sounds()).anyMatch(each -> each.value() > BEEP);
    }
  }

  @Test
  void whereNobodySendsNothingIsWritten() {
    try (var room = new TestRoom(CAPTURING, take(Format.WEBM, Layout.COMPOSED))) {
      assertThat(room.end()).isZero();
      assertThat(room.streams()).isEmpty();
    }
  }

  @Test
  void whatIsNoOfferIsRefused() {
    try (var room = new TestRoom(CAPTURING, take(Format.WEBM, Layout.COMPOSED))) {
      assertThatThrownBy(() -> room.capture().answer(new SessionId("ada"), "v=0\r\nno offer"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> assertThat(problem.code()).isEqualTo("invalid_sdp"));
    }
  }

  @Test
  void aCandidateThatIsNotUnderstoodIsLeftOut() throws Exception {
    try (var room = new TestRoom(CAPTURING, take(Format.WEBM, Layout.COMPOSED))) {
      room.join("ada");
      var nonsense = new IceCandidate("candidate:nonsense", "0", 0L, null, new Target(null, "ada"));
      room.capture().candidate(new SessionId("ada"), nonsense);
      room.awaitLength(Duration.ofSeconds(1));
      room.end();
    }
  }

  @Test
  void eachTrackBecomesAFileAndATimelineSaysWhen() throws Exception {
    try (var room = new TestRoom(CAPTURING, take(Format.WEBM, Layout.TRACKS))) {
      room.join("ada");
      room.awaitLength(Duration.ofSeconds(2));
      room.join("alan");
      room.awaitLength(Duration.ofSeconds(6));
      var length = room.end();
      var all = room.finish(files, folder);

      var timelines = all.stream().filter(file -> file.kind() == FileKind.TIMELINE).toList();
      assertThat(timelines).hasSize(1);
      var timeline = Files.readString(timelines.getFirst().file());
      assertThat(all)
          .filteredOn(file -> file.kind() == FileKind.TRACK)
          .hasSize(4)
          .allSatisfy(file -> {
            assertThat(file.length()).isCloseTo(length, SHORT);
            assertThat(timeline).contains("\"file\":\"" + file.name() + "\"");
          });
    }
  }

  private static Take take(Format format, Layout layout) {
    return take(format, Quality.LOW, layout);
  }

  private static Take take(Format format, Quality quality, Layout layout) {
    return new Take(RecordingId.random(), 1, format, quality, layout, List.of());
  }

  private static long leftOut() {
    return METERS.counted(Metric.RECORDING_PICTURES_LEFT_OUT);
  }

  /** Each moment has its picture, but for those of which it is counted that they were left out. */
  private static void assertPace(Film film, Duration length, Quality quality, long leftOutBefore) {
    double expected = length.toMillis() / 1000.0 * quality.framesPerSecond();
    assertThat((double) film.pictures().size() + leftOut() - leftOutBefore)
        .isCloseTo(expected, within(4.0));
  }

  private static Finished composed(List<Finished> all) {
    return all.stream().filter(each -> each.kind() == FileKind.COMPOSED).findFirst().orElseThrow();
  }

  /** By how much each beep comes after its flash. */
  private static List<Double> flashesAndBeeps(Film film) {
    var beeps = onsets(film.sounds(), BEEP, 1);
    var apart = new ArrayList<Double>();
    for (double flash : onsets(film.pictures(), FLASH, 1)) {
      beeps.stream()
          .map(beep -> beep - flash)
          .filter(difference -> Math.abs(difference) < 1)
          .findFirst()
          .ifPresent(apart::add);
    }
    return apart;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static List<Double> onsets(List<Moment> moments, double level, double apart) {
    var found = new ArrayList<Double>();
    for (var moment : moments) {
      boolean isNew = found.isEmpty() || moment.second() - found.getLast() > apart;
      if (moment.value() > level && isNew) {
        found.add(moment.second());
      }
    }
    return found;
  }

  private static double largestStep(List<Moment> moments) {
    double largest = 0;
    for (int index = 1; index < moments.size(); index++) {
      largest = Math.max(largest, moments.get(index).second() - moments.get(index - 1).second());
    }
    return largest;
  }
}
