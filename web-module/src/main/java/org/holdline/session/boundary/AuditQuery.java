package org.holdline.session.boundary;

import static org.holdline.problem.boundary.Parameters.count;
import static org.holdline.problem.boundary.Parameters.refused;
import static org.holdline.problem.boundary.Parameters.time;

import jakarta.ws.rs.QueryParam;
import org.holdline.audit.control.AuditAction;
import org.holdline.audit.control.AuditLedger;
import org.holdline.audit.control.AuditPage;
import org.holdline.audit.entity.AuditCursor;
import org.holdline.audit.entity.AuditFilter;
import org.holdline.identity.boundary.Users;
import org.holdline.message.control.WireNamed;
import org.holdline.room.entity.RoomId;
import org.jspecify.annotations.Nullable;

/** What the query of a request looks for in the audit. */
public class AuditQuery {
  private static final int LIMIT = 50;

  @QueryParam("user_id")
  private @Nullable String user;

  @QueryParam("action")
  private @Nullable String action;

  @QueryParam("from")
  private @Nullable String from;

  @QueryParam("to")
  private @Nullable String to;

  @QueryParam("before")
  private @Nullable String before;

  @QueryParam("limit")
  private @Nullable String limit;

  /**
   * Looks it up.
   *
   * @param room null for all rooms
   * @throws org.holdline.problem.entity.ProblemException {@code invalid_parameter}
   */
  AuditPage ask(AuditLedger ledger, @Nullable RoomId room) {
    var filter =
        new AuditFilter(
            room, Users.find("user_id", user), action(), time("from", from), time("to", to));
    return ledger.page(filter, cursor(), count("limit", limit, LIMIT, AuditLedger.LIMIT_MAX));
  }

  private @Nullable String action() {
    return action == null
        ? null
        : WireNamed.find(AuditAction.class, action)
            .map(AuditAction::wireName)
            .orElseThrow(() -> refused("action", "must be an action of the audit"));
  }

  private @Nullable AuditCursor cursor() {
    return before == null
        ? null
        : AuditCursor.parse(before)
            .orElseThrow(() -> refused("before", "must be a next_before of an earlier answer"));
  }
}
