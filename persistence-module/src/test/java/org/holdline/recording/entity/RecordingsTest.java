package org.holdline.recording.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.holdline.identity.entity.UserId;
import org.holdline.platform.entity.TestDatabase;
import org.holdline.recording.entity.RecordedFiles.Shared;
import org.holdline.room.entity.RoomId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RecordingsTest {
  private static final UserId ADA = new UserId("ada");
  private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");
  private static final RecordingKind KIND =
      new RecordingKind(Format.WEBM, Quality.MEDIUM, Layout.COMPOSED);
  private static final TestDatabase DATABASE = new TestDatabase();

  @AfterAll
  static void stop() {
    DATABASE.close();
  }

  private static <T> T recordings(Function<Recordings, T> work) {
    return DATABASE.inTransaction(entities -> work.apply(new Recordings(entities)));
  }

  private static List<RecordingId> ids(Function<Recordings, List<Recording>> work) {
    return recordings(work).stream().map(Recording::id).toList();
  }

  private static Recording of(String room, Instant at) {
    return new Recording(new RoomId(room), ADA, "Ada", KIND, at);
  }

  private static RecordingId added(Recording recording) {
    return recordings(all -> {
      all.add(recording);
      return recording.id();
    });
  }

  private static void become(RecordingId id, RecordingStatus next, Instant at) {
    recordings(all -> {
      all.findLocked(id).orElseThrow().become(next, at);
      return true;
    });
  }

  private static Recording read(RecordingId id) {
    return recordings(all -> all.find(id).orElseThrow());
  }

  @Test
  void aRoomIsRecordedOnceAtATimeWhoeverAsks() {
    var first = added(of("once", START));
    assertThatThrownBy(() -> added(of("once", START))).isInstanceOf(PersistenceException.class);
    become(first, RecordingStatus.PROCESSING, START.plusSeconds(5));
    assertThat(added(of("once", START))).isNotEqualTo(first);
  }

  @Test
  void pausesDoNotCount() {
    var id = added(of("pauses", START));
    assertThat(read(id).length(START.plusSeconds(9))).isZero();
    become(id, RecordingStatus.RECORDING, START.plusSeconds(2));
    become(id, RecordingStatus.PAUSED, START.plusSeconds(12));
    assertThat(read(id).length(START.plusSeconds(40))).isEqualTo(Duration.ofSeconds(10));
    become(id, RecordingStatus.RECORDING, START.plusSeconds(42));
    assertThat(read(id).length(START.plusSeconds(45))).isEqualTo(Duration.ofSeconds(13));
    become(id, RecordingStatus.PAUSED, START.plusSeconds(47));
    become(id, RecordingStatus.PROCESSING, START.plusSeconds(60));
    assertThat(read(id).length(START.plusSeconds(99))).isEqualTo(Duration.ofSeconds(15));
    assertThat(read(id).moments().startedAt()).isEqualTo(START.plusSeconds(2));
  }

  @Test
  void itIsSaidWhoBroughtItToWhereItStands() {
    var id = added(of("changes", START));
    assertThat(read(id).changedBy()).isEqualTo(ADA);
    become(id, RecordingStatus.RECORDING, START.plusSeconds(1));
    assertThat(read(id).changedBy()).isNull();
    recordings(all -> {
      var recording = all.findLocked(id).orElseThrow();
      recording.become(RecordingStatus.PAUSED, START.plusSeconds(2));
      recording.changeBy(new UserId("alan"), "Alan");
      return true;
    });
    assertThat(read(id).changedBy()).isEqualTo(new UserId("alan"));
    assertThat(read(id).changedByName()).isEqualTo("Alan");
  }

  @Test
  void whatIsToBeToldAndDoneIsFound() {
    var id = added(of("todo", START));
    assertThat(ids(all -> all.untold(100))).contains(id);
    recordings(all -> {
      all.findLocked(id).orElseThrow().tell(RecordingStatus.PENDING);
      return true;
    });
    assertThat(ids(all -> all.untold(100))).doesNotContain(id);
    become(id, RecordingStatus.PROCESSING, START.plusSeconds(1));
    assertThat(ids(all -> all.due(START, 100))).contains(id);
    recordings(all -> {
      all.findLocked(id).orElseThrow().tryAgain(START.plusSeconds(30));
      return true;
    });
    assertThat(ids(all -> all.due(START, 100))).doesNotContain(id);
    assertThat(ids(all -> all.due(START.plusSeconds(30), 100))).contains(id);
    recordings(all -> {
      all.findLocked(id).orElseThrow().waitUntil(START.plusSeconds(40));
      return true;
    });
    assertThat(ids(all -> all.due(START.plusSeconds(39), 100))).doesNotContain(id);
    assertThat(read(id).attempts()).as("to wait is no try").isEqualTo(1);
    become(id, RecordingStatus.COMPLETED, START.plusSeconds(31));
    assertThat(ids(all -> all.unemptied(100))).contains(id);
    assertThat(ids(all -> all.over(START.plusSeconds(32), 100))).contains(id);
    assertThat(ids(all -> all.of(ADA, RecordingStatus.COMPLETED, 100))).contains(id);
  }

  private static <T> T files(Function<RecordedFiles, T> work) {
    return DATABASE.inTransaction(
        (EntityManager entities) -> work.apply(new RecordedFiles(entities)));
  }

  @Test
  void filesSegmentsAndLinksReadBackAndGoWithTheirRecording() {
    var id = added(of("files", START));
    var film =
        new RecordedFile(
            1,
            "recording.webm",
            FileKind.COMPOSED,
            "video/webm",
            1_000_000_000_000L,
            "ab".repeat(32),
            Duration.ofMillis(61_500),
            "vp8 1280x720, opus");
    var picture =
        new RecordedFile(
            2, "thumbnail.jpg", FileKind.THUMBNAIL, "image/jpeg", 9, "cd".repeat(32), null, null);
    files(all -> {
      all.add(id, film);
      all.add(id, picture);
      all.place(id, 1, Duration.ZERO);
      all.place(id, 2, Duration.ofMillis(4_200));
      all.place(id, 2, Duration.ofSeconds(9));
      all.share("h1", id, 1, START.plusSeconds(60));
      return true;
    });
    readsBack(id, film, picture);
    recordings(all -> {
      all.remove(all.findLocked(id).orElseThrow());
      return true;
    });
    List<RecordedFile> found = files(all -> all.of(id));
    assertThat(found).isEmpty();
    Optional<Shared> shared = files(all -> all.shared("h1", START));
    assertThat(shared).isEmpty();
  }

  private static void readsBack(RecordingId id, RecordedFile... expected) {
    List<RecordedFile> found = files(all -> all.of(id));
    assertThat(found).containsExactly(expected);
    Map<RecordingId, List<RecordedFile>> several =
        files(all -> all.of(List.of(id, RecordingId.random())));
    assertThat(several).isEqualTo(Map.of(id, List.of(expected)));
    Map<Integer, Duration> segments = files(all -> all.segments(id));
    assertThat(segments).isEqualTo(Map.of(1, Duration.ZERO, 2, Duration.ofMillis(4_200)));
    Optional<Shared> shared = files(all -> all.shared("h1", START));
    assertThat(shared).contains(new Shared(id, 1));
    shared = files(all -> all.shared("h1", START.plusSeconds(60)));
    assertThat(shared).isEmpty();
    shared = files(all -> all.shared("h2", START));
    assertThat(shared).isEmpty();
    long bytes = files(RecordedFiles::bytes);
    assertThat(bytes).isEqualTo(1_000_000_000_009L);
  }
}
