package org.holdline.transfer.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdline.blob.control.BlobRefusals;
import org.holdline.transfer.control.DownloadLedger.Sealed;
import org.holdline.transfer.control.TransferMachine.Move;
import org.holdline.transfer.control.TransferMachine.Stage;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.FileContent;
import org.holdline.transfer.entity.FileTransfer;
import org.holdline.transfer.entity.RelayedChunks.Placed;
import org.holdline.transfer.entity.RelayedChunks.Segment;
import org.holdline.transfer.entity.RelayedChunks.Space;
import org.holdline.transfer.entity.Side;
import org.holdline.transfer.entity.TransferId;
import org.holdline.transfer.entity.TransferStatus;

/**
 * What senders bring to the server, in the database: one short transaction before an upload and one
 * after it, however large it is.
 */
@Stateless
public class UploadLedger {
  private TransferStores stores;
  private ContentCipher cipher;
  private TransferChanges changes;
  private FileSettings settings;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected UploadLedger() {}

  @Inject
  public UploadLedger(
      TransferStores stores, ContentCipher cipher, TransferChanges changes, FileSettings settings) {
    this.stores = stores;
    this.cipher = cipher;
    this.changes = changes;
    this.settings = settings;
  }

  /** Consecutive chunks that are stored together, and the room for those that are not held yet. */
  public record Piece(Space space, List<Chunk> chunks) {
    public Piece {
      chunks = List.copyOf(chunks);
    }
  }

  /**
   * Chunks that a sender may bring.
   *
   * @param isAll whether no more are listed
   * @param held those that need not be stored, because they are
   * @param starts the paths of files that begin with one of them, by its number
   */
  public record Expected(
      Sealed content,
      List<Piece> pieces,
      boolean isAll,
      Set<Integer> held,
      Map<Integer, String> starts) {
    public Expected {
      pieces = List.copyOf(pieces);
      held = Set.copyOf(held);
      starts = Map.copyOf(starts);
    }

    /** Of all of them, in the clear. */
    int bytes() {
      return pieces.stream().flatMap(each -> each.chunks().stream()).mapToInt(Chunk::size).sum();
    }

    /** Those for which there is room. */
    List<Segment> segments() {
      return pieces.stream()
          .map(Piece::space)
          .filter(UploadLedger::isAny)
          .map(Space::segment)
          .toList();
    }
  }

  /**
   * The chunks from {@code first} on that are listed and fit into an upload of so many bytes, and
   * makes room for them.
   *
   * @param segmentBytesMax that are stored together
   * @throws org.holdline.problem.entity.ProblemException {@code storage_quota_exceeded}, or {@code
   *     transfer_not_found} when it has ended meanwhile
   */
  public Expected expect(Asked asked, int first, long length, int segmentBytesMax) {
    var transfer = stores.get(asked);
    asked.require(Side.SENDER, transfer);
    if (transfer.status() != TransferStatus.PENDING && !Stage.of(transfer).isOpenForBytes()) {
      throw TransferMachine.refused(Stage.of(transfer));
    }
    var content = stores.transfers().lock(transfer.content());
    if (content.isClosed()) {
      throw TransferRefusals.notFound();
    }
    var listed = stores.manifests().chunks(content.id(), first, UploadSplit.CHUNKS_MAX + 1);
    var run = UploadSplit.fitting(listed, length);
    if (run.isEmpty()) {
      throw TransferRefusals.outOfRange(content.listed().chunks());
    }
    var held = held(content, run);
    var pieces = UploadSplit.pieces(content.id(), run, held, segmentBytesMax);
    reserve(pieces);
    return new Expected(
        sealed(content), pieces, run.size() == listed.size(), held, starts(content, run));
  }

  private Set<Integer> held(FileContent content, List<Chunk> run) {
    return stores.relayed().find(content.id(), run.getFirst().number(), run.size()).stream()
        .map(each -> each.chunk().number())
        .collect(Collectors.toSet());
  }

  private static boolean isAny(Space space) {
    return space.bytes() > 0;
  }

  private void reserve(List<Piece> pieces) {
    var spaces = pieces.stream().map(Piece::space).filter(UploadLedger::isAny).toList();
    if (!spaces.isEmpty()
        && stores.relayed().reserve(spaces, stores.now()) > settings.storedBytesMax()) {
      throw BlobRefusals.full();
    }
  }

  private Sealed sealed(FileContent content) {
    if (content.wrappedKey().isEmpty()) {
      content.encryptWith(cipher.newKey(content.id()));
    }
    return new Sealed(content.id(), content.wrappedKey().orElseThrow());
  }

  private Map<Integer, String> starts(FileContent content, List<Chunk> run) {
    int first = run.getFirst().number();
    var starts = new HashMap<Integer, String>();
    for (var file : stores.manifests().filesOf(content.id(), first, first + run.size())) {
      starts.put(file.firstChunk(), file.facts().path());
    }
    return starts;
  }

  /** A segment that is in the store. */
  public record Stored(Space space, List<Placed> placed) {
    public Stored {
      placed = List.copyOf(placed);
    }
  }

  /**
   * What came of an upload.
   *
   * @param useless segments that are not to be kept in the store
   * @param isWanted whether the content has not been given up meanwhile
   * @param resumed transfers that go on because of it, to be told
   */
  public record Settled(List<Segment> useless, boolean isWanted, List<TransferId> resumed) {
    public Settled {
      useless = List.copyOf(useless);
      resumed = List.copyOf(resumed);
    }
  }

  /** Notes what is stored, and gives back the room that was made for the rest. */
  public Settled settle(Expected expected, List<Stored> stored) {
    var content = expected.content().content();
    var spaces = stored.stream().map(Stored::space).toList();
    var kept = stores.relayed().keep(spaces);
    var placed =
        stored.stream()
            .filter(each -> kept.contains(each.space().segment().id()))
            .flatMap(each -> each.placed().stream())
            .toList();
    var used = stores.relayed().place(content, placed);
    var unused = new ArrayList<>(expected.segments());
    unused.removeIf(each -> used.contains(each.id()));
    stores.relayed().remove(unused);
    var useless = spaces.stream().map(Space::segment).filter(unused::contains).toList();
    return new Settled(
        useless, kept.size() == stored.size(), used.isEmpty() ? List.of() : noteRelayed(content));
  }

  /** It goes through the server: from now on a party's absence holds nothing up. */
  private List<TransferId> noteRelayed(UUID id) {
    var open = stores.transfers().findOpen(id);
    open.ifPresent(each -> keep(id, each.keptUntil()));
    return open.isPresent() && open.get().isDirect()
        ? stores.transfers().openLocked(id).stream()
            .filter(this::relay)
            .map(FileTransfer::id)
            .toList()
        : List.of();
  }

  /** Longer than before, if that is worth a word: not with each upload. */
  private void keep(UUID id, Instant keptUntil) {
    var content = stores.transfers().findContent(id).orElseThrow(TransferRefusals::notFound);
    var listed = content.listed();
    boolean whole = listed.complete() && isWhole(id, listed.chunks());
    var until = stores.now().plus(whole ? settings.waiting() : settings.expiry());
    var unlessAfter = until.minus(settings.expiry().dividedBy(10));
    if (keptUntil.isBefore(unlessAfter)) {
      stores.transfers().keepUntil(content, until, unlessAfter);
    }
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
}
