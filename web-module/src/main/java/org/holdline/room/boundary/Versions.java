package org.holdline.room.boundary;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.holdline.problem.boundary.Parameters;
import org.holdline.room.entity.Room;
import org.jspecify.annotations.Nullable;

/** The version of a room in the headers of HTTP. */
final class Versions {
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

  private Versions() {}

  /**
   * The version that must still be the room's; null when any will do.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code invalid_parameter} when it is none
   *     that we gave
   */
  static @Nullable Long expected(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.equals("*")) {
      return null;
    }
    var tag = TAG.matcher(ifMatch);
    if (!tag.matches()) {
      throw Parameters.refused("If-Match", "must be an ETag of an earlier answer");
    }
    return Long.valueOf(tag.group(1));
  }

  static Response.ResponseBuilder tagged(Response.ResponseBuilder answer, Room room) {
    return answer.tag(new EntityTag(Long.toString(room.version())));
  }
}
