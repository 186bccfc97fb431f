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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.holdline.identity.boundary.Callers;
import org.holdline.recording.control.RoomRecording;
import org.holdline.room.entity.RoomId;

/** The recordings of a room. */
@Path("rooms/{room_id}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RoomRecordingsResource {
  private RoomRecording recordings;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected RoomRecordingsResource() {}

  @Inject
  RoomRecordingsResource(RoomRecording recordings) {
    this.recordings = recordings;
  }

  @POST
  @Path("recording/start")
  public JsonObject start(
      @PathParam("room_id") String room,
      @BeanParam RecordingForm form,
      InputStream body,
      @Context HttpServletRequest request) {
    var kind = form.read(body);
    return RecordingJson.one(recordings.start(RoomId.of(room), Callers.of(request), kind));
  }

  @POST
  @Path("recording/{recording_id}/stop")
  public JsonObject stop(@BeanParam AboutRecording about) {
    return RecordingJson.one(recordings.stop(about.asked()));
  }

  @POST
  @Path("recording/{recording_id}/pause")
  public JsonObject pause(@BeanParam AboutRecording about) {
    return RecordingJson.one(recordings.pause(about.asked()));
  }

  @POST
  @Path("recording/{recording_id}/resume")
  public JsonObject resume(@BeanParam AboutRecording about) {
    return RecordingJson.one(recordings.resume(about.asked()));
  }

  @DELETE
  @Path("recording/{recording_id}")
  public JsonObject cancel(@BeanParam AboutRecording about) {
    return RecordingJson.one(recordings.cancel(about.asked()));
  }

  @GET
  @Path("recording/{recording_id}/status")
  public JsonObject status(@BeanParam AboutRecording about) {
    return RecordingJson.one(recordings.get(about.asked()));
  }

  @GET
  @Path("recordings")
  public JsonObject list(@PathParam("room_id") String room, @Context HttpServletRequest request) {
    return RecordingJson.several(recordings.of(RoomId.of(room), Callers.of(request)));
  }
}
