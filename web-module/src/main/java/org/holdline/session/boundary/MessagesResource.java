package org.holdline.session.boundary;

import static org.holdline.problem.boundary.Parameters.count;
import static org.holdline.problem.boundary.Parameters.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.holdline.identity.boundary.Callers;
import org.holdline.replay.control.ChatHistory;
import org.holdline.replay.control.ChatPage;
import org.holdline.replay.entity.ChatCursor;
import org.holdline.replay.entity.HistoryMessage;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Membership;
import org.holdline.text.Json;
import org.jspecify.annotations.Nullable;

/** What was said in a room, page by page from the newest back. */
@Path("rooms/{room_id}/messages")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class MessagesResource {
  private static final int LIMIT = 50;

  private Membership membership;
  private ChatHistory history;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected MessagesResource() {}

  @Inject
  MessagesResource(Membership membership, ChatHistory history) {
    this.membership = membership;
    this.history = history;
  }

  @GET
  public JsonObject page(
      @PathParam("room_id") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("before") @Nullable String before,
      @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    var caller = Callers.of(request).id();
    membership.require(room, caller);
    int most = count("limit", limit, LIMIT, ChatHistory.LIMIT_MAX);
    return json(room, history.page(room, caller, cursor(before), most));
  }

  private static @Nullable ChatCursor cursor(@Nullable String before) {
    return before == null
        ? null
        : ChatCursor.parse(before)
            .orElseThrow(() -> refused("before", "must be a next_before of an earlier answer"));
  }

  private static JsonObject json(RoomId room, ChatPage page) {
    var messages = Json.createArrayBuilder();
    page.messages().forEach(message -> messages.add(json(message)));
    var shown = Json.createObjectBuilder().add("room_id", room.value()).add("messages", messages);
    var next = page.nextBefore();
    return RoomViews.addIfPresent(shown, "next_before", next == null ? null : next.text()).build();
  }

  private static JsonObject json(HistoryMessage message) {
    var envelope = RoomViews.parsed(message.body());
    return Json.createObjectBuilder(envelope.getJsonObject("payload"))
        .add("epoch", message.epoch())
        .add("sequence", message.sequence())
        .build();
  }
}
