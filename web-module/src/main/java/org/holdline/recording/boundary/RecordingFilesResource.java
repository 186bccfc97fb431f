package org.holdline.recording.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.holdline.blob.boundary.Attachment;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.recording.control.RecordingFiles;
import org.jspecify.annotations.Nullable;

/** The files of a recording, and links to them. */
@Path("recordings/{recording_id}/files")
@ApplicationScoped
public class RecordingFilesResource {
  private RecordingFiles files;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RecordingFilesResource() {}

  @Inject
  RecordingFilesResource(RecordingFiles files) {
    this.files = files;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject list(@BeanParam AboutRecording about) {
    return RecordingJson.files(files.of(about.asked()));
  }

  @GET
  @Path("{name}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response download(
      @BeanParam AboutRecording about,
      @PathParam("name") String name,
      @HeaderParam("Range") @Nullable String range,
      @HeaderParam("If-Range") @Nullable String ifRange) {
    var asked = about.asked();
    var kept = files.find(asked, name);
    var answer = RecordedAnswer.of(files, kept, range, ifRange);
    if (range == null) {
      files.fetched(kept, asked.by());
    }
    return answer;
  }

  @POST
  @Path("{name}/link")
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject link(
      @BeanParam AboutRecording about, @PathParam("name") String name, InputStream body) {
    var via = JsonBody.readIfAny(body).findText("via").orElse("store");
    if (!via.equals("store") && !via.equals("server")) {
      throw JsonBody.invalid("via", "must be store or server");
    }
    var disposition = via.equals("store") ? Attachment.header(name) : null;
    return RecordingJson.link(files.link(about.asked(), name, disposition));
  }
}
