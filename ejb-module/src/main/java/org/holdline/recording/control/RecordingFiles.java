package org.holdline.recording.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdline.audit.control.AuditAction;
import org.holdline.blob.control.BlobLink;
import org.holdline.blob.control.BlobStore;
import org.holdline.identity.control.Caller;
import org.holdline.platform.entity.Secrets;
import org.holdline.recording.control.RecordingLedger.Kept;
import org.holdline.recording.entity.RecordedFile;
import org.jspecify.annotations.Nullable;

/** The files of recordings: which there are, what is in them, and links to them. */
@Dependent
public class RecordingFiles {
  private static final int TOKEN_BYTES = 32;

  private final RecordingLedger ledger;
  private final RoomRecording recording;
  private final RecordingDeeds deeds;
  private final BlobStore blobs;
  private final RecordingSettings settings;
  private final Clock clock;

  @Inject
  public RecordingFiles(
      RecordingLedger ledger,
      RoomRecording recording,
      RecordingDeeds deeds,
      BlobStore blobs,
      RecordingSettings settings,
      Clock clock) {
    this.ledger = ledger;
    this.recording = recording;
    this.deeds = deeds;
    this.blobs = blobs;
    this.settings = settings;
    this.clock = clock;
  }

  public List<RecordedFile> of(RecordingAsked asked) {
    recording.requireSight(asked);
    return commit(() -> ledger.files(asked.id()));
  }

  /**
   * One by its name.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code recording_not_found} or {@code
   *     file_not_found}
   */
  public Kept find(RecordingAsked asked, String name) {
    recording.requireSight(asked);
    return commit(() -> ledger.file(asked.id(), name));
  }

  /** The one that a link of ours is for. */
  public Kept shared(String token) {
    return commit(() -> ledger.shared(Secrets.hash(token)));
  }

  /** A part of it; whoever reads closes it. */
  public InputStream open(Kept kept, long from, long length) {
    return blobs.open(new Pieces(blobs, kept.folder()).file(kept.file().number()), from, length);
  }

  /** Somebody has begun to fetch it. */
  public void fetched(Kept kept, Caller by) {
    deeds.note(kept, by.id(), AuditAction.RECORDING_FETCHED);
  }

  /**
   * An address at which whoever has it may fetch a file.
   *
   * @param address of the store; null when it is one of this server, then there is a token
   */
  public record Link(@Nullable URI address, @Nullable String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Link[expiresAt=" + expiresAt + "]";
    }
  }

  /**
   * Makes one.
   *
   * @param disposition what a browser does with it where the store hands it out; null when the link
   *     shall be one of this server
   */
  public Link link(RecordingAsked asked, String name, @Nullable String disposition) {
    var kept = find(asked, name);
    var expiresAt = clock.instant().plus(settings.linkLife());
    var address = disposition == null ? Optional.<URI>empty() : address(kept, disposition);
    String token = null;
    if (address.isEmpty()) {
      token = Secrets.random(TOKEN_BYTES);
      var hash = Secrets.hash(token);
      commit(() -> ledger.share(hash, kept, expiresAt));
    }
    deeds.note(kept, asked.by().id(), AuditAction.RECORDING_SHARED);
    return new Link(address.orElse(null), token, expiresAt);
  }

  private Optional<URI> address(Kept kept, String disposition) {
    var file = kept.file();
    return blobs.link(
        new Pieces(blobs, kept.folder()).file(file.number()),
        new BlobLink(settings.linkLife(), file.mediaType(), disposition));
  }
}
