package org.holdline.chat.boundary;

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
import org.holdline.chat.control.ChatHistory;
import org.holdline.chat.control.ChatScope;
import org.holdline.identity.boundary.Callers;
import org.holdline.replay.entity.ChatCursor;
import org.holdline.replay.entity.ChatQuery;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Membership;
import org.jspecify.annotations.Nullable;

/** What was said in a room, page by page from the newest back, or what of it says certain words. */
@Path("rooms/{room_id}/messages")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class MessagesResource {
  private static final int LIMIT = 50;
  private static final int WORDS_MAX = 200;

  private Membership membership;
  private ChatScope scope;
  private ChatHistory history;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected MessagesResource() {}

  @Inject
  MessagesResource(Membership membership, ChatScope scope, ChatHistory history) {
    this.membership = membership;
    this.scope = scope;
    this.history = history;
  }

  @GET
  public JsonObject page(
      @PathParam("room_id") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("before") @Nullable String before,
      @QueryParam("q") @Nullable String words,
      @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    var standing = membership.require(room, Callers.of(request).id());
    var query =
        new ChatQuery(
            room,
            standing.key().user(),
            cursor(before),
            scope.since(standing),
            checked(words),
            count("limit", limit, LIMIT, ChatHistory.LIMIT_MAX));
    return ChatViews.page(room, history.page(query));
  }

  private static @Nullable ChatCursor cursor(@Nullable String before) {
    return before == null
        ? null
        : ChatCursor.parse(before)
            .orElseThrow(() -> refused("before", "must be a next_before of an earlier answer"));
  }

  private static @Nullable String checked(@Nullable String words) {
    if (words != null
        && (words.isBlank() || words.length() > WORDS_MAX || words.indexOf('\0') >= 0)) {
      throw refused("q", "must have 1 to " + WORDS_MAX + " characters");
    }
    return words;
  }
}
