package org.holdline.session.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.holdline.analytics.control.AnalyticsLedger;
import org.holdline.analytics.control.FactPage;
import org.holdline.analytics.entity.FactFilter;
import org.holdline.identity.boundary.Callers;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Membership;

/** What happened in a room, as a table for other programs. */
@Path("rooms/{room_id}/analytics.csv")
@Produces(AnalyticsExportResource.CSV)
@ApplicationScoped
public class AnalyticsExportResource {
  static final String CSV = "text/csv; charset=utf-8; header=present";

  private Membership membership;
  private AnalyticsLedger ledger;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected AnalyticsExportResource() {}

  @Inject
  AnalyticsExportResource(Membership membership, AnalyticsLedger ledger) {
    this.membership = membership;
    this.ledger = ledger;
  }

  /** The first page is read before the answer begins, so that a refusal can still be one. */
  @GET
  public Response export(
      @PathParam("room_id") String id,
      @BeanParam AnalyticsQuery query,
      @Context HttpServletRequest request) {
    var room = RoomId.of(id);
    membership.require(room, Callers.of(request).id());
    var filter = query.filter(room);
    var first = ledger.page(filter, query.place(), AnalyticsLedger.LIMIT_MAX);
    StreamingOutput table =
        out -> {
          try (var writer =
              new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            write(filter, first, writer);
          }
        };
    return Response.ok(table)
        .header("Content-Disposition", "attachment; filename=\"" + room + "-analytics.csv\"")
        .build();
  }

  /** Page by page: nothing of it is kept, and each transaction is short. */
  private void write(FactFilter filter, FactPage first, Writer out) throws IOException {
    out.write(FactTable.HEADER);
    var page = first;
    var next = page.nextBefore();
    FactTable.write(page.facts(), out);
    while (next != null) {
      page = ledger.page(filter, next, AnalyticsLedger.LIMIT_MAX);
      next = page.nextBefore();
      FactTable.write(page.facts(), out);
    }
  }
}
