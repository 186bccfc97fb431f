package org.holdline.transfer.boundary;

import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.holdline.message.boundary.JsonFields;
import org.holdline.message.control.TransferState;
import org.holdline.platform.control.Timestamps;
import org.holdline.text.Json;
import org.holdline.transfer.control.ChunkStanding;
import org.holdline.transfer.control.ManifestLedger;
import org.holdline.transfer.control.Recovery;
import org.holdline.transfer.entity.Chunk;
import org.holdline.transfer.entity.Chunking;
import org.holdline.transfer.entity.Digest;
import org.holdline.transfer.entity.ListedFile;

/** Transfers as JSON shows them. */
final class TransferJson {
  private TransferJson() {}

  static JsonObject one(TransferState transfer) {
    return JsonFields.object(transfer::write);
  }

  static JsonObject several(List<TransferState> transfers) {
    return JsonFields.object(out ->
        out.objects("transfers", transfers, TransferState::write)
            .number("count", transfers.size()));
  }

  static JsonObject chunks(ChunkStanding chunks) {
    return Json.createObjectBuilder()
        .add("total", chunks.total())
        .add("relayed", chunks.relayed().text())
        .add("received", chunks.received().text())
        .build();
  }

  static JsonObject manifest(ManifestLedger.Page page) {
    var files = Json.createArrayBuilder();
    int from = 0;
    for (var file : page.files()) {
      int end = from + file.chunkCount();
      files.add(file(file, page, page.chunks().subList(from, end)));
      from = end;
    }
    var shown =
        Json.createObjectBuilder()
            .add("chunking", page.transfer().files().chunking())
            .add("chunk_size", page.transfer().files().chunkSize())
            .add("files", files)
            .add("complete", page.complete());
    if (page.next() >= 0) {
      shown.add("next", page.next());
    }
    return shown.build();
  }

  private static JsonObject file(ListedFile file, ManifestLedger.Page page, List<Chunk> chunks) {
    var facts = file.facts();
    var shown =
        Json.createObjectBuilder()
            .add("index", file.number())
            .add("path", facts.path())
            .add("size", facts.size())
            .add("type", facts.type())
            .add("sha256", file.sha256().hex())
            .add("first_chunk", file.firstChunk())
            .add("digests", digests(chunks));
    if (facts.modifiedAt() != null) {
      shown.add("modified_at", Timestamps.text(facts.modifiedAt()));
    }
    if (page.transfer().files().chunking().equals(Chunking.CONTENT_DEFINED.wireName())) {
      var sizes = Json.createArrayBuilder();
      chunks.forEach(each -> sizes.add(each.size()));
      shown.add("sizes", sizes);
    }
    return shown.build();
  }

  private static String digests(List<Chunk> chunks) {
    var bytes = new byte[chunks.size() * Digest.BYTES];
    for (int i = 0; i < chunks.size(); i++) {
      System.arraycopy(chunks.get(i).digest().bytes(), 0, bytes, i * Digest.BYTES, Digest.BYTES);
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** With the addresses at which the server hands on what the peers cannot. */
  static JsonObject recovery(Recovery recovery) {
    var transfer = recovery.transfer();
    var parties = transfer.parties();
    var base =
        "/webrtc/rooms/%s/file-transfer/%s".formatted(transfer.roomId(), transfer.transferId());
    return Json.createObjectBuilder()
        .add("transfer", one(transfer))
        .add(
            "peers",
            Json.createObjectBuilder()
                .add("sender_id", parties.sender())
                .add("receiver_id", parties.receiver()))
        .add("verified", recovery.chunks().received().text())
        .add("chunks", chunks(recovery.chunks()))
        .add(
            "relay",
            Json.createObjectBuilder()
                .add("manifest", base + "/manifest")
                .add("chunks", base + "/chunks")
                .add("files", base + "/files"))
        .add("expires_at", Timestamps.text(recovery.expiresAt()))
        .build();
  }

  static JsonObject code(Recovery.Code made) {
    return Json.createObjectBuilder()
        .add("code", made.code().text())
        .add("expires_at", Timestamps.text(made.expiresAt()))
        .build();
  }

  /** Of RFC 3230. */
  static String digestHeader(Digest digest) {
    return "sha-256=" + Base64.getEncoder().encodeToString(digest.bytes());
  }

  /** The one of a header of RFC 3230 or RFC 9530 that is of SHA-256. */
  static Optional<Digest> findDigest(String header) {
    return Arrays.stream(header.split(",", -1))
        .map(String::strip)
        .filter(each -> each.regionMatches(true, 0, "sha-256=", 0, "sha-256=".length()))
        .map(each -> each.substring("sha-256=".length()).replaceAll("^:|:$", ""))
        .map(each -> Digest.of(Base64.getDecoder().decode(each)))
        .findFirst();
  }
}
