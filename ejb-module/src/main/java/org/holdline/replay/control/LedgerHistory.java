package org.holdline.replay.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import org.holdline.analytics.control.AnalyticsLedger;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.platform.control.Purge;
import org.holdline.replay.entity.HistoryKey;
import org.holdline.replay.entity.HistoryMessage;
import org.holdline.replay.entity.MessageHistory;
import org.holdline.replay.entity.Parties;
import org.holdline.room.entity.RoomId;

/**
 * The history in the database, and the figures of it: those come from here, because what is written
 * behind is written for certain, whatever node dies or store is away meanwhile.
 */
@Dependent
public class LedgerHistory implements History {
  private static final System.Logger LOG = System.getLogger(LedgerHistory.class.getName());

  private final HistoryLedger ledger;
  private final AnalyticsLedger analytics;
  private final LoggedEvents events;
  private final Meters meters;

  @Inject
  public LedgerHistory(
      HistoryLedger ledger, AnalyticsLedger analytics, LoggedEvents events, Meters meters) {
    this.ledger = ledger;
    this.analytics = analytics;
    this.events = events;
    this.meters = meters;
  }

  @Override
  public void append(List<RoomMessage> messages) {
    var rows = messages.stream().map(LedgerHistory::row).toList();
    commit(() -> ledger.append(rows));
    meters.add(Metric.HISTORY_WRITTEN, rows.size());
    commit(() -> analytics.append(messages.stream().map(events::event).toList()));
  }

  @Override
  public List<LoggedMessage> range(RoomId room, Epoch epoch, long after, long upTo, int most) {
    return commit(() -> ledger.range(room, epoch.value(), after, upTo, most)).stream()
        .map(LedgerHistory::message)
        .toList();
  }

  @Override
  public List<LoggedMessage> about(RoomId room, String messageId) {
    return commit(() -> ledger.about(room, messageId)).stream()
        .map(LedgerHistory::message)
        .toList();
  }

  @Override
  public void forgetBefore(Instant instant) {
    Purge.all(MessageHistory.DELETE_MAX, () -> commit(() -> ledger.purge(instant)));
    LOG.log(Level.DEBUG, LogEvent.of("history purged").with("before", instant));
  }

  private static HistoryMessage row(RoomMessage each) {
    var message = each.message();
    var routing = message.routing();
    return new HistoryMessage(
        HistoryKey.of(each.room(), message.position().epoch().value(), message.sequence()),
        message.previous(),
        routing.type(),
        new Parties(
            routing.sender(), routing.senderSession(), routing.target(), routing.targetSession()),
        message.body(),
        message.at());
  }

  private static LoggedMessage message(HistoryMessage row) {
    var parties = row.parties();
    var routing =
        new Routing(
            true,
            row.type(),
            parties.sender(),
            parties.senderSession(),
            parties.target(),
            parties.targetSession());
    var position = new LogPosition(new Epoch(row.epoch()), row.sequence());
    return new LoggedMessage(position, row.previousSequence(), routing, row.sentAt(), row.body());
  }
}
