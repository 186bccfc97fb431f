package org.holdline.transfer.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdline.blob.control.BlobRefusals;
import org.holdline.transfer.control.TransferMachine.Move;
import org.holdline.transfer.control.TransferMachine.Stage;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.FileContent;
import org.holdline.transfer.entity.FileScans;
import org.holdline.transfer.entity.FileTransfer;
import org.holdline.transfer.entity.ListedFile;
import org.holdline.transfer.entity.RelayedChunks.Placed;
import org.holdline.transfer.entity.RelayedChunks.Segment;
import org.holdline.transfer.entity.Side;
import org.holdline.transfer.entity.TransferId;
import org.holdline.transfer.entity.TransferStatus;

/** What the server holds of contents, in the database, one short transaction a call. */
@Stateless
public class RelayLedger {
  private TransferStores stores;
  private FileScans scans;
  private ContentCipher cipher;
  private TransferChanges changes;
  private FileSettings settings;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RelayLedger() {}

  @Inject
  public RelayLedger(
      TransferStores stores,
      FileScans scans,
      ContentCipher cipher,
      TransferChanges changes,
      FileSettings settings) {
    this.stores = stores;
    this.scans = scans;
    this.cipher = cipher;
    this.changes = changes;
    this.settings = settings;
  }

  /** A content and the key of what is stored of it. */
  public record Sealed(UUID content, String wrappedKey) {}

  /**
   * Chunks that a sender may bring.
   *
   * @param held those that need not be stored, because they are
   * @param starts the paths of files that begin with one of them, by its number
   */
  public record Expected(
      Sealed content, List<Chunk> chunks, Set<Integer> held, Map<Integer, String> starts) {
    public Expected {
      chunks = List.copyOf(chunks);
      held = Set.copyOf(held);
      starts = Map.copyOf(starts);
    }
  }

  /** The chunks from {@code first} on, as many as are listed, up to so many. */
  public Expected expect(Asked asked, int first, int countMax) {
    var transfer = stores.get(asked);
    asked.require(Side.SENDER, transfer);
    if (transfer.status() != TransferStatus.PENDING && !Stage.of(transfer).isOpenForBytes()) {
      throw TransferMachine.refused(Stage.of(transfer));
    }
    var content = transfer.content();
    var chunks = stores.manifests().chunks(content.id(), first, countMax);
    if (chunks.isEmpty()) {
      throw TransferRefusals.outOfRange(content.listed().chunks());
    }
    var held =
        stores.relayed().find(content.id(), first, chunks.size()).stream()
            .map(each -> each.chunk().number())
            .collect(Collectors.toSet());
    return new Expected(sealed(content), chunks, held, starts(content, chunks));
  }

  private Sealed sealed(FileContent content) {
    if (content.wrappedKey().isEmpty()) {
      stores.transfers().lock(content);
      if (content.wrappedKey().isEmpty()) {
        content.encryptWith(cipher.newKey(content.id()));
      }
    }
    return new Sealed(content.id(), content.wrappedKey().orElseThrow());
  }

  private Map<Integer, String> starts(FileContent content, List<Chunk> chunks) {
    int first = chunks.getFirst().number();
    var starts = new HashMap<Integer, String>();
    for (var file : stores.manifests().filesOf(content.id(), first, first + chunks.size())) {
      starts.put(file.firstChunk(), file.facts().path());
    }
    return starts;
  }

  /**
   * Makes room for a segment that is about to be stored.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code storage_quota_exceeded}, or {@code
   *     transfer_not_found} when it has ended meanwhile
   */
  public void reserve(Segment segment, int bytes) {
    var content = stores.transfers().findContentLocked(segment.content());
    if (content.filter(each -> !each.isClosed()).isEmpty()) {
      throw TransferRefusals.notFound();
    }
    if (stores.relayed().reserve(segment, bytes, stores.now()) > settings.storedBytesMax()) {
      throw BlobRefusals.full();
    }
  }

  public void abandon(Segment segment) {
    stores.relayed().remove(segment.id());
  }

  /** Whether a stored segment is of any use. */
  public enum Use {
    NEW,
    /** All of it was there already. */
    DOUBLE,
    /** The content has been given up meanwhile. */
    UNWANTED
  }

  /**
   * What came of a stored segment.
   *
   * @param resumed transfers that go on because of it, to be told
   */
  public record Placement(Use use, List<TransferId> resumed) {
    public Placement {
      resumed = List.copyOf(resumed);
    }
  }

  /** Notes what a stored segment holds. */
  public Placement place(Segment segment, List<Placed> placed) {
    int added = stores.relayed().place(segment, placed);
    if (added < 0) {
      return new Placement(Use.UNWANTED, List.of());
    }
    if (added == 0) {
      stores.relayed().remove(segment.id());
    }
    return new Placement(added == 0 ? Use.DOUBLE : Use.NEW, noteRelayed(segment.content()));
  }

  /** It goes through the server: from now on a party's absence holds nothing up. */
  private List<TransferId> noteRelayed(UUID id) {
    var resumed =
        stores.transfers().hasDirect(id)
            ? stores.transfers().openLocked(id).stream()
                .filter(this::relay)
                .map(FileTransfer::id)
                .toList()
            : List.<TransferId>of();
    var content = stores.transfers().findContent(id).orElseThrow(TransferRefusals::notFound);
    var listed = content.listed();
    boolean whole = listed.complete() && isWhole(id, listed.chunks());
    var until = stores.now().plus(whole ? settings.waiting() : settings.expiry());
    stores.transfers().keepUntil(content, until, until.minus(settings.expiry().dividedBy(10)));
    return resumed;
  }

  /** All is counted only once the last is there: uploads come in order. */
  private boolean isWhole(UUID content, int chunks) {
    return stores.relayed().count(content, chunks - 1, 1) == 1
        && stores.relayed().count(content) == chunks;
  }

  /** Whether it goes on because of this. */
  private boolean relay(FileTransfer transfer) {
    transfer.relay();
    boolean isHeld = transfer.pausedBy().contains(Side.SYSTEM);
    if (isHeld) {
      changes.change(transfer, Side.SYSTEM, Move.RESUME, null);
    }
    return isHeld;
  }

  /** Chunks as they are stored, of one content. */
  public record Held(Sealed content, List<Placed> chunks) {
    public Held {
      chunks = List.copyOf(chunks);
    }
  }

  /**
   * Those from {@code first} on that are held without a gap, as many as are handed out at a time.
   */
  public Held hold(Asked asked, int first, int countMax) {
    var content = readable(asked);
    var run = new ArrayList<Placed>();
    for (var each : stores.relayed().find(content.id(), first, countMax)) {
      if (each.chunk().number() != first + run.size()) {
        break;
      }
      run.add(each);
    }
    if (run.isEmpty()) {
      throw first < content.listed().chunks()
          ? TransferRefusals.notHeld(first)
          : TransferRefusals.outOfRange(content.listed().chunks());
    }
    return new Held(sealed(content), FileRelay.fitting(handedOut(content, first, run)));
  }

  /** Up to a file that has not been looked at. */
  private List<Placed> handedOut(FileContent content, int first, List<Placed> run) {
    int end = scans.firstHeldBack(content.id(), first, run.size()).orElse(first + run.size());
    if (end == first) {
      throw TransferRefusals.notScanned();
    }
    return run.subList(0, end - first);
  }

  private FileContent readable(Asked asked) {
    var transfer = stores.get(asked);
    var stage = Stage.of(transfer);
    if (!stage.isOpenForBytes() && stage.status() != TransferStatus.COMPLETED) {
      throw TransferMachine.refused(stage);
    }
    return transfer.content();
  }

  /**
   * A file of which the server holds everything.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code file_not_found} or {@code
   *     file_not_complete}
   */
  public ListedFile wholeFile(Asked asked, int number) {
    var content = readable(asked);
    var file =
        stores.manifests().findFile(content.id(), number).orElseThrow(TransferRefusals::noFile);
    if (stores.relayed().count(content.id(), file.firstChunk(), file.chunkCount())
        < file.chunkCount()) {
      throw TransferRefusals.incomplete();
    }
    if (scans.firstHeldBack(content.id(), file.firstChunk(), file.chunkCount()).isPresent()) {
      throw TransferRefusals.notScanned();
    }
    return file;
  }

  /** The chunk of a file in which a byte stands. */
  public Chunk chunkAt(Asked asked, ListedFile file, long position) {
    var content = readable(asked).id();
    return stores
        .manifests()
        .chunks(content, stores.manifests().chunkAt(content, file, position), 1)
        .getFirst();
  }
}
