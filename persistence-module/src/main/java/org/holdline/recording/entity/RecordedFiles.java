package org.holdline.recording.entity;

import static org.holdline.problem.entity.DatabaseGate.pass;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files of recordings, the segments they are made of, and the links to them. */
@Dependent
public class RecordedFiles {
  private static final String COLUMNS =
      """
      SELECT CAST(recording_id AS varchar) AS recording, number, name, kind, media_type, bytes,
        sha256, length_ms, streams
      FROM recorded_file
      """;

  private final EntityManager entities;

  @Inject
  public RecordedFiles(EntityManager entities) {
    this.entities = entities;
  }

  public void add(RecordingId recording, RecordedFile file) {
    pass(() ->
        entities
            .createNativeQuery(
                """
                INSERT INTO recorded_file
                  (recording_id, number, name, kind, media_type, bytes, sha256, length_ms, streams)
                VALUES (:id, :number, :name, :kind, :type, :bytes, :sha256,
                  nullif(CAST(:length AS bigint), -1), nullif(:streams, ''))
                """)
            .setParameter("id", recording.value())
            .setParameter("number", file.number())
            .setParameter("name", file.name())
            .setParameter("kind", file.kind().name())
            .setParameter("type", file.mediaType())
            .setParameter("bytes", file.bytes())
            .setParameter("sha256", file.sha256())
            .setParameter("length", millis(file.length()))
            .setParameter("streams", Objects.requireNonNullElse(file.streams(), ""))
            .executeUpdate());
  }

  private static long millis(@Nullable Duration length) {
    return length == null ? -1 : length.toMillis();
  }

  /** All of a recording, in their order. */
  public List<RecordedFile> of(RecordingId recording) {
    return pass(() ->
        tuples(COLUMNS + "WHERE recording_id IN (:id) ORDER BY number", recording).stream()
            .map(RecordedFiles::file)
            .toList());
  }

  /** The same of several; nothing is said of those that have none. */
  public Map<RecordingId, List<RecordedFile>> of(Collection<RecordingId> recordings) {
    if (recordings.isEmpty()) {
      return Map.of();
    }
    var ids = recordings.stream().map(RecordingId::value).toList();
    return pass(() ->
        tuples(COLUMNS + "WHERE recording_id IN (:id) ORDER BY number", ids).stream()
            .collect(
                Collectors.groupingBy(
                    row -> RecordingId.of(row.get("recording", String.class)),
                    Collectors.mapping(RecordedFiles::file, Collectors.toList()))));
  }

  private List<Tuple> tuples(String sql, RecordingId recording) {
    return tuples(sql, List.of(recording.value()));
  }

  private List<Tuple> tuples(String sql, List<UUID> recordings) {
    @SuppressWarnings("unchecked") // JPA says nothing of the type of a native query's rows
    List<Tuple> rows =
        entities.createNativeQuery(sql, Tuple.class).setParameter("id", recordings).getResultList();
    return rows;
  }

  private static RecordedFile file(Tuple row) {
    var length = row.get("length_ms", Number.class);
    return new RecordedFile(
        row.get("number", Number.class).intValue(),
        row.get("name", String.class),
        FileKind.valueOf(row.get("kind", String.class)),
        row.get("media_type", String.class),
        row.get("bytes", Number.class).longValue(),
        row.get("sha256", String.class),
        length == null ? null : Duration.ofMillis(length.longValue()),
        row.get("streams", String.class));
  }

  /** Of all recordings together. */
  public long bytes() {
    return pass(() ->
        ((Number)
                entities
                    .createNativeQuery("SELECT coalesce(sum(bytes), 0) FROM recorded_file")
                    .getSingleResult())
            .longValue());
  }

  /** A segment begins there on the recording's timeline; what was said of it before holds. */
  public void place(RecordingId recording, int segment, Duration startsAt) {
    pass(() ->
        entities
            .createNativeQuery(
                """
                INSERT INTO recording_segment (recording_id, number, offset_ms)
                VALUES (:id, :number, :offset) ON CONFLICT DO NOTHING
                """)
            .setParameter("id", recording.value())
            .setParameter("number", segment)
            .setParameter("offset", startsAt.toMillis())
            .executeUpdate());
  }

  /** Where each segment begins of which something may have been captured. */
  public SortedMap<Integer, Duration> segments(RecordingId recording) {
    return pass(() -> {
      var found = new TreeMap<Integer, Duration>();
      tuples(
              "SELECT number, offset_ms FROM recording_segment WHERE recording_id IN (:id)",
              recording)
          .forEach(row ->
              found.put(
                  row.get("number", Number.class).intValue(),
                  Duration.ofMillis(row.get("offset_ms", Number.class).longValue())));
      return found;
    });
  }

  /** Whoever has what gives this hash may fetch the file until then. */
  public void share(String hash, RecordingId recording, int file, Instant until) {
    pass(() ->
        entities
            .createNativeQuery(
                """
                INSERT INTO recording_link (hash, recording_id, file, expires_at)
                VALUES (:hash, :id, :file, :until)
                """)
            .setParameter("hash", hash)
            .setParameter("id", recording.value())
            .setParameter("file", file)
            .setParameter("until", until)
            .executeUpdate());
  }

  /**
   * What is shared by a link.
   *
   * @param file its number
   */
  public record Shared(RecordingId recording, int file) {}

  /** Nothing once its time is up. */
  public Optional<Shared> shared(String hash, Instant now) {
    return pass(() -> {
      @SuppressWarnings("unchecked") // JPA says nothing of the type of a native query's rows
      List<Tuple> rows =
          entities
              .createNativeQuery(
                  """
                  SELECT CAST(recording_id AS varchar) AS id, file FROM recording_link
                  WHERE hash = :hash AND expires_at > :now
                  """,
                  Tuple.class)
              .setParameter("hash", hash)
              .setParameter("now", now)
              .getResultList();
      return rows.stream()
          .findFirst()
          .map(row ->
              new Shared(
                  RecordingId.of(row.get("id", String.class)),
                  row.get("file", Number.class).intValue()));
    });
  }

  public int forgetLinks(Instant before) {
    return pass(() ->
        entities
            .createNativeQuery("DELETE FROM recording_link WHERE expires_at <= :before")
            .setParameter("before", before)
            .executeUpdate());
  }
}
