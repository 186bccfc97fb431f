package org.holdline.recording.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.holdline.identity.boundary.Callers;
import org.holdline.recording.control.RoomRecording;
import org.holdline.recording.entity.RecordingStatus;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** Recordings by themselves, whatever their rooms. */
@Path("recordings")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RecordingsResource {
  private RoomRecording recordings;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RecordingsResource() {}

  @Inject
  RecordingsResource(RoomRecording recordings) {
    this.recordings = recordings;
  }

  @GET
  public JsonObject list(
      @QueryParam("status") @Nullable String status, @Context HttpServletRequest request) {
    var wanted =
        status == null ? null : RecordingForm.word("status", status, RecordingStatus.PENDING);
    return RecordingJson.several(recordings.of(Callers.of(request), wanted));
  }

  @GET
  @Path("{recording_id}/status")
  public JsonObject status(@BeanParam AboutRecording about) {
    return RecordingJson.one(recordings.get(about.asked()));
  }

  @POST
  @Path("{recording_id}/stop")
  public JsonObject stop(@BeanParam AboutRecording about) {
    return RecordingJson.one(recordings.stop(about.asked()));
  }

  @POST
  @Path("{recording_id}/pause")
  public JsonObject pause(@BeanParam AboutRecording about) {
    return RecordingJson.one(recordings.pause(about.asked()));
  }

  @POST
  @Path("{recording_id}/resume")
  public JsonObject resume(@BeanParam AboutRecording about) {
    return RecordingJson.one(recordings.resume(about.asked()));
  }

  @POST
  @Path("{recording_id}/cancel")
  public JsonObject cancel(@BeanParam AboutRecording about) {
    return RecordingJson.one(recordings.cancel(about.asked()));
  }

  @DELETE
  @Path("{recording_id}")
  public JsonObject delete(@BeanParam AboutRecording about) {
    var asked = about.asked();
    recordings.delete(asked);
    return Json.createObjectBuilder()
        .add("success", true)
        .add("recording_id", asked.id().toString())
        .build();
  }
}
