package org.holdline.transfer.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.message.control.TransferState;
import org.holdline.transfer.control.ManifestRules.Numbered;
import org.holdline.transfer.control.TransferMachine.Stage;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.FileContent;
import org.holdline.transfer.entity.Listed;
import org.holdline.transfer.entity.ListedFile;
import org.holdline.transfer.entity.Side;

/** The manifests in the database, one short transaction a call. */
@Stateless
public class ManifestLedger {
  /** Chunks of one page, unless its first file alone has more. */
  private static final int CHUNKS_MAX = 16_384;

  private TransferStores stores;
  private ManifestRules rules;
  private FileScanner scanner;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected ManifestLedger() {}

  @Inject
  public ManifestLedger(TransferStores stores, ManifestRules rules, FileScanner scanner) {
    this.stores = stores;
    this.rules = rules;
    this.scanner = scanner;
  }

  /**
   * Takes a page: one that follows what there is, or one that is there already.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code manifest_conflict} for any other
   */
  public TransferState list(Asked asked, ManifestPage page) {
    var transfer = stores.get(asked);
    asked.require(Side.SENDER, transfer);
    if (transfer.status().isFinal()) {
      throw TransferMachine.refused(Stage.of(transfer));
    }
    var content = stores.transfers().lock(transfer.content());
    var listed = content.listed();
    if (page.from() < listed.files() || listed.complete()) {
      requireSame(content, page);
    } else if (page.from() == listed.files()) {
      append(content, rules.number(content.facts(), listed, page));
    } else {
      throw ManifestRules.conflict("pages come in order");
    }
    return stores.state(transfer);
  }

  private void append(FileContent content, Numbered page) {
    if (!stores.manifests().append(content.id(), page.files(), page.chunks(), !scanner.isThere())) {
      throw FilePolicy.invalid("path", "must not be there twice");
    }
    content.list(page.listed());
  }

  /** It may have been sent again because the answer was lost. */
  private void requireSame(FileContent content, ManifestPage page) {
    var listed = content.listed();
    var files = stores.manifests().files(content.id(), page.from(), page.files().size());
    var start =
        new Listed(
            page.from(),
            files.isEmpty() ? listed.chunks() : files.getFirst().firstChunk(),
            0,
            false);
    var said = rules.number(content.facts(), start, asOpen(page));
    boolean isLast = page.from() + page.files().size() == listed.files();
    if (!said.files().equals(files)
        || !said.chunks().equals(chunks(content, files))
        || page.complete() != (isLast && listed.complete())) {
      throw ManifestRules.conflict("another page was there before");
    }
  }

  private static ManifestPage asOpen(ManifestPage page) {
    return new ManifestPage(page.from(), page.files(), false);
  }

  private List<Chunk> chunks(FileContent content, List<ListedFile> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    int first = files.getFirst().firstChunk();
    return stores.manifests().chunks(content.id(), first, files.getLast().endChunk() - first);
  }

  /**
   * A page as both parties read it.
   *
   * @param next number of the first file after it; -1 when there is none yet
   */
  public record Page(
      TransferState transfer,
      List<ListedFile> files,
      List<Chunk> chunks,
      boolean complete,
      int next) {
    public Page {
      files = List.copyOf(files);
      chunks = List.copyOf(chunks);
    }
  }

  public Page read(Asked asked, int from, int limit) {
    var transfer = stores.get(asked);
    var content = transfer.content();
    var files = page(content, from, limit);
    int end = from + files.size();
    return new Page(
        stores.state(transfer),
        files,
        chunks(content, files),
        content.listed().complete(),
        end < content.listed().files() ? end : -1);
  }

  private List<ListedFile> page(FileContent content, int from, int limit) {
    var files = stores.manifests().files(content.id(), from, limit);
    if (files.isEmpty()) {
      return files;
    }
    int end = files.getFirst().firstChunk() + CHUNKS_MAX;
    int count = 1;
    while (count < files.size() && files.get(count).endChunk() <= end) {
      count++;
    }
    return files.subList(0, count);
  }
}
