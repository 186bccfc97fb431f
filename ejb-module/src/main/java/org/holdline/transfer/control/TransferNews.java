package org.holdline.transfer.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.FileNotice;
import org.holdline.message.control.FileProgress;
import org.holdline.message.control.MessageCodec;
import org.holdline.message.control.MessageType;
import org.holdline.message.control.OutgoingEnvelope;
import org.holdline.message.control.TransferState;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.EphemeralMessage;
import org.holdline.replay.control.PassingNews;
import org.holdline.replay.control.Routing;
import org.holdline.room.control.Announcement;
import org.holdline.room.control.Decision;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.RulesStore;
import org.holdline.transfer.control.EventLedger.Untold;
import org.holdline.transfer.entity.TransferId;

/** Tells the two parties of a transfer what has happened to it, and nobody else. Thread-safe. */
public final class TransferNews {
  private static final System.Logger LOG = System.getLogger(TransferNews.class.getName());

  private final EventLedger ledger;
  private final RulesStore rooms;
  private final PassingNews passing;
  private final MessageCodec codec;
  private final Clock clock;

  public TransferNews(
      EventLedger ledger, RulesStore rooms, PassingNews passing, MessageCodec codec, Clock clock) {
    this.ledger = ledger;
    this.rooms = rooms;
    this.passing = passing;
    this.codec = codec;
    this.clock = clock;
  }

  /**
   * Tells what has been noted of a transfer. While Redis or the database is away it stays noted,
   * and is told later.
   */
  void tell(TransferId transfer) {
    try {
      var untold = commit(() -> ledger.claim(transfer));
      if (!untold.types().isEmpty()) {
        tell(untold);
        commit(() -> ledger.told(untold));
      }
    } catch (UnavailableException e) {
      LOG.log(
          Level.INFO,
          LogEvent.of("transfer not told yet").with("transfer", transfer).with("code", e.code()));
    }
  }

  /** Where nobody is, there is nobody to tell; whoever comes back asks. */
  private void tell(Untold untold) {
    var state = untold.state();
    var told = new ArrayList<Announcement>();
    for (var type : untold.types()) {
      var notice = new FileNotice(type, state);
      parties(state).forEach(party -> told.add(new Announcement(notice, party)));
    }
    rooms.change(
        new RoomId(state.roomId()),
        now -> new Decision(now.rules(), now.attendees().isEmpty() ? List.of() : told));
  }

  private static List<UserId> parties(TransferState state) {
    return List.of(new UserId(state.parties().sender()), new UserId(state.parties().receiver()));
  }

  /** Tells those who are there how far it is; what does not arrive is lost. */
  void progress(TransferState state) {
    var now = clock.instant();
    var body =
        codec.envelope(OutgoingEnvelope.ofServer(new FileProgress(state), state.roomId(), now));
    var type = MessageType.FILE_SHARE_PROGRESS.wireName();
    try {
      passing.tell(
          new RoomId(state.roomId()),
          parties(state).stream()
              .map(party ->
                  new EphemeralMessage(new Routing(false, type, null, null, party, null), body))
              .toList());
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, LogEvent.of("progress not told").with("code", e.code()));
    }
  }
}
