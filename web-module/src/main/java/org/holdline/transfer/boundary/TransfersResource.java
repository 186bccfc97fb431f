package org.holdline.transfer.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Set;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.transfer.control.FileSharing;
import org.jspecify.annotations.Nullable;

/** What the two parties of a transfer do with it. */
@Path("rooms/{room_id}/file-transfer/{transfer_id}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class TransfersResource {
  private static final int REASON_MAX = 500;
  private static final Set<String> REASONS =
      Set.of("disk_full", "disk_failed", "source_changed", "digest_mismatch", "unreadable");

  private FileSharing sharing;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected TransfersResource() {}

  @Inject
  TransfersResource(FileSharing sharing) {
    this.sharing = sharing;
  }

  @POST
  @Path("accept")
  public JsonObject accept(@BeanParam AboutTransfer about, InputStream body) {
    var asked = about.asked();
    var session = AboutTransfer.session(JsonBody.readIfAny(body));
    return TransferJson.one(sharing.accept(asked, session));
  }

  @POST
  @Path("reject")
  public JsonObject reject(@BeanParam AboutTransfer about, InputStream body) {
    var asked = about.asked();
    var why = reason(JsonBody.readTextOr("reason", body));
    return TransferJson.one(sharing.reject(asked, why));
  }

  private static @Nullable String reason(JsonBody body) {
    var reason = body.findText("reason").filter(each -> !each.isBlank()).orElse(null);
    if (reason != null && (reason.length() > REASON_MAX || reason.indexOf(0) >= 0)) {
      throw JsonBody.invalid("reason", "must have at most " + REASON_MAX + " characters");
    }
    return reason;
  }

  @POST
  @Path("pause")
  public JsonObject pause(@BeanParam AboutTransfer about) {
    return TransferJson.one(sharing.pause(about.asked()));
  }

  @POST
  @Path("resume")
  public JsonObject resume(@BeanParam AboutTransfer about) {
    return TransferJson.one(sharing.resume(about.asked()));
  }

  @POST
  @Path("complete")
  public JsonObject complete(@BeanParam AboutTransfer about, InputStream body) {
    var asked = about.asked();
    var sha256 = JsonBody.readIfAny(body).findText("sha256").orElse(null);
    if (sha256 != null) {
      ManifestForm.digest("sha256", sha256);
    }
    return TransferJson.one(sharing.complete(asked, sha256));
  }

  @POST
  @Path("fail")
  public JsonObject fail(@BeanParam AboutTransfer about, InputStream body) {
    var asked = about.asked();
    var reason = JsonBody.read(body).text("reason");
    if (!REASONS.contains(reason)) {
      throw JsonBody.invalid("reason", "must be one of " + REASONS.stream().sorted().toList());
    }
    return TransferJson.one(sharing.fail(asked, reason));
  }

  @GET
  public JsonObject get(@BeanParam AboutTransfer about) {
    return TransferJson.one(sharing.get(about.asked()));
  }

  @GET
  @Path("progress")
  public JsonObject progress(@BeanParam AboutTransfer about) {
    return get(about);
  }

  @DELETE
  public JsonObject cancel(@BeanParam AboutTransfer about) {
    return TransferJson.one(sharing.cancel(about.asked()));
  }

  @GET
  @Path("recovery")
  public JsonObject recovery(@BeanParam AboutTransfer about) {
    return TransferJson.recovery(sharing.recovery(about.asked()));
  }

  @POST
  @Path("recovery-code")
  public JsonObject recoveryCode(@BeanParam AboutTransfer about) {
    return TransferJson.code(sharing.newCode(about.asked()));
  }
}
