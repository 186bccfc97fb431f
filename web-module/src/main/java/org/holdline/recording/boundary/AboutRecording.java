package org.holdline.recording.boundary;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import org.holdline.identity.boundary.Callers;
import org.holdline.recording.control.RecordingAsked;
import org.holdline.recording.entity.RecordingId;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/** A request about a recording; the address may name its room. */
public class AboutRecording {
  private final @Nullable String room;
  private final String recording;
  private final HttpServletRequest request;

  public AboutRecording(
      @PathParam("room_id") @Nullable String room,
      @PathParam("recording_id") String recording,
      @Context HttpServletRequest request) {
    this.room = room;
    this.recording = recording;
    this.request = request;
  }

  /**
   * Which one, by room, name and caller.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code invalid_room_id}
   */
  RecordingAsked asked() {
    return new RecordingAsked(
        RecordingId.of(recording), room == null ? null : RoomId.of(room), Callers.of(request));
  }
}
