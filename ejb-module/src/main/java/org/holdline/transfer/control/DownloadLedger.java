package org.holdline.transfer.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.holdline.transfer.control.TransferMachine.Stage;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.FileContent;
import org.holdline.transfer.entity.FileScans;
import org.holdline.transfer.entity.ListedFile;
import org.holdline.transfer.entity.RelayedChunks.Placed;
import org.holdline.transfer.entity.TransferStatus;

/** What the server hands out of contents, in the database, one short transaction a call. */
@Stateless
public class DownloadLedger {
  private TransferStores stores;
  private FileScans scans;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected DownloadLedger() {}

  @Inject
  public DownloadLedger(TransferStores stores, FileScans scans) {
    this.stores = stores;
    this.scans = scans;
  }

  /** A content and the key of what is stored of it. */
  public record Sealed(UUID content, String wrappedKey) {}

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
    var sealed = new Sealed(content.id(), content.wrappedKey().orElseThrow());
    return new Held(sealed, FileRelay.fitting(handedOut(content, first, run)));
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
