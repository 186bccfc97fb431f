package org.holdline.transfer.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdline.limit.boundary.Limited;
import org.holdline.limit.control.Budget;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.problem.boundary.Parameters;
import org.holdline.text.Json;
import org.holdline.transfer.control.FileRelay;
import org.holdline.transfer.control.FileSharing;
import org.holdline.transfer.control.ManifestPage;
import org.holdline.transfer.entity.ChunkRanges;
import org.holdline.transfer.entity.Digest;
import org.jspecify.annotations.Nullable;

/** What a transfer consists of, who holds what of it, and the chunks that the server holds. */
@Path("rooms/{room_id}/file-transfer/{transfer_id}")
@ApplicationScoped
public class ChunksResource {
  private FileSharing sharing;
  private FileRelay relay;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected ChunksResource() {}

  @Inject
  ChunksResource(FileSharing sharing, FileRelay relay) {
    this.sharing = sharing;
    this.relay = relay;
  }

  @PUT
  @Path("manifest")
  @Produces(MediaType.APPLICATION_JSON)
  @Limited(value = Budget.FILE_TRAFFIC, alone = true)
  public JsonObject list(
      @BeanParam AboutTransfer about, @QueryParam("from") @Nullable String from, InputStream body) {
    var asked = about.asked();
    return TransferJson.one(sharing.list(asked, ManifestForm.read(number("from", from, 0), body)));
  }

  @GET
  @Path("manifest")
  @Produces(MediaType.APPLICATION_JSON)
  @Limited(value = Budget.FILE_TRAFFIC, alone = true)
  public JsonObject manifest(
      @BeanParam AboutTransfer about,
      @QueryParam("from") @Nullable String from,
      @QueryParam("limit") @Nullable String limit) {
    return TransferJson.manifest(
        sharing.manifest(
            about.asked(),
            number("from", from, 0),
            Parameters.count("limit", limit, ManifestPage.FILES_MAX, ManifestPage.FILES_MAX)));
  }

  private static int number(String name, @Nullable String text, int otherwise) {
    if (text == null) {
      return otherwise;
    }
    long number = Parameters.wholeNumber(name, text);
    if (number < 0 || number >= Integer.MAX_VALUE) {
      throw Parameters.refused(name, "must not be negative");
    }
    return (int) number;
  }

  @GET
  @Path("chunks")
  @Produces(MediaType.APPLICATION_JSON)
  @Limited(value = Budget.FILE_TRAFFIC, alone = true)
  public JsonObject chunks(@BeanParam AboutTransfer about) {
    return TransferJson.chunks(sharing.chunks(about.asked()));
  }

  @PUT
  @Path("chunks")
  @Produces(MediaType.APPLICATION_JSON)
  @Limited(value = Budget.FILE_TRAFFIC, alone = true)
  public JsonObject report(@BeanParam AboutTransfer about, InputStream body) {
    var asked = about.asked();
    return TransferJson.chunks(
        sharing.report(
            asked, ranges(JsonBody.read(body, 2 * ChunkRanges.TEXT_MAX).text("received"))));
  }

  private static ChunkRanges ranges(String text) {
    try {
      return ChunkRanges.parse(text);
    } catch (IllegalArgumentException e) {
      throw JsonBody.invalid("received", "must be ranges such as 0-99,120");
    }
  }

  @PUT
  @Path("chunks/{first}")
  @Produces(MediaType.APPLICATION_JSON)
  @Limited(value = Budget.FILE_TRAFFIC, alone = true)
  public JsonObject take(
      @BeanParam AboutTransfer about,
      @PathParam("first") String first,
      @HeaderParam("Digest") @Nullable String digest,
      @HeaderParam("Content-Digest") @Nullable String contentDigest,
      InputStream bytes) {
    var body = new FileRelay.Body(bytes, about.bodyLength(), said(digest, contentDigest));
    var stored = relay.take(about.asked(), number("first", first, 0), body);
    return Json.createObjectBuilder().add("stored", stored.text()).build();
  }

  private static @Nullable Digest said(@Nullable String digest, @Nullable String contentDigest) {
    try {
      return Stream.of(Optional.ofNullable(digest), Optional.ofNullable(contentDigest))
          .flatMap(Optional::stream)
          .flatMap(header -> TransferJson.findDigest(header).stream())
          .findFirst()
          .orElse(null);
    } catch (IllegalArgumentException e) {
      throw Parameters.refused("Digest", "must be such as sha-256=, then Base64");
    }
  }

  @GET
  @Path("chunks/{first}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Limited(value = Budget.FILE_TRAFFIC, alone = true)
  public Response give(
      @BeanParam AboutTransfer about,
      @PathParam("first") String first,
      @QueryParam("count") @Nullable String count) {
    var run =
        relay.give(
            about.asked(),
            number("first", first, 0),
            Parameters.count("count", count, 1, FileRelay.RUN_CHUNKS_MAX));
    var bytes = run.bytes().array();
    var digest = TransferJson.digestHeader(Digest.ofContent(bytes, bytes.length));
    return Response.ok(bytes)
        .header("Digest", digest)
        .header("Cache-Control", "private, no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Chunks", run.first() + "-" + (run.next() - 1))
        .build();
  }
}
