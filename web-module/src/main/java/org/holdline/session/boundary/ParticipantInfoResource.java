package org.holdline.session.boundary;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static org.holdline.problem.boundary.JsonBody.invalid;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Optional;
import org.holdline.message.control.ConnectionQuality;
import org.holdline.message.control.MediaType;
import org.holdline.message.control.WireNamed;
import org.holdline.problem.boundary.JsonBody;
import org.holdline.session.control.OwnEntry;
import org.holdline.text.Json;

/**
 * What a participant says of himself: devices, whether he speaks, his line, his hand, his name. Who
 * he is and what he may do is not asked of him.
 */
@Path("rooms/{room_id}/participants/{user_id}/info")
@Consumes(APPLICATION_JSON)
@Produces(APPLICATION_JSON)
@ApplicationScoped
public class ParticipantInfoResource {
  private static final int NAME_MAX = 100;

  private static final String SPEAKING = "is_speaking";

  private static final String QUALITY = "connection_quality";

  private OwnEntry entry;
  private RoomViews views;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected ParticipantInfoResource() {}

  @Inject
  ParticipantInfoResource(OwnEntry entry, RoomViews views) {
    this.entry = entry;
    this.views = views;
  }

  @POST
  public JsonObject tell(@BeanParam AboutUser about, InputStream body) {
    var told = JsonBody.read(body);
    var patch = Json.createObjectBuilder();
    var on = EnumSet.noneOf(MediaType.class);
    for (var medium : MediaType.values()) {
      if (flag(told, medium.entryField(), patch)) {
        on.add(medium);
      }
    }
    boolean speaks = flag(told, SPEAKING, patch);
    var name = told.findText("username").map(ParticipantInfoResource::checked);
    name.ifPresent(other -> patch.add("username", other));
    quality(told).ifPresent(quality -> patch.add(QUALITY, quality.wireName()));
    var hand = told.findFlag("hand_raised").orElse(null);
    var change = new OwnEntry.Change(on, speaks, name.isPresent(), hand, patch.build().toString());
    var now = entry.change(about.room(), about.actor(), about.user(), change);
    return Json.createObjectBuilder()
        .add("success", true)
        .add("user_id", about.user().value())
        .add("info", views.participant(now))
        .build();
  }

  /** Takes a flag over, if it is told; whether it is on then. */
  private static boolean flag(JsonBody told, String field, JsonObjectBuilder patch) {
    var flag = told.findFlag(field);
    flag.ifPresent(on -> patch.add(field, on));
    return flag.orElse(false);
  }

  private static Optional<ConnectionQuality> quality(JsonBody told) {
    return told.findText(QUALITY)
        .map(word ->
            WireNamed.find(ConnectionQuality.class, word)
                .orElseThrow(() -> invalid(QUALITY, "must be good, fair, poor or unknown")));
  }

  private static String checked(String name) {
    if (name.isBlank()
        || name.length() > NAME_MAX
        || name.chars().anyMatch(Character::isISOControl)) {
      throw invalid("username", "must have 1 to " + NAME_MAX + " characters, none of them control");
    }
    return name;
  }
}
