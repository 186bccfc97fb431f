package org.holdline.replay.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.holdline.replay.entity.ChatMessages;
import org.holdline.replay.entity.HistoryMessage;
import org.holdline.replay.entity.MessageHistory;
import org.holdline.room.entity.RoomId;

/**
 * The durable messages in the database, one short transaction a call. While the database is away
 * each call throws UnavailableException {@code database_unavailable}; it may fail as late as at the
 * commit, then as EJBException. All calls may be repeated.
 */
@Stateless
public class HistoryLedger {
  private MessageHistory history;
  private ChatMessages chat;

  @SuppressWarnings("NullAway.Init") // for the container's proxy
  protected HistoryLedger() {}

  @Inject
  public HistoryLedger(MessageHistory history, ChatMessages chat) {
    this.history = history;
    this.chat = chat;
  }

  /** Adds those that are not there yet, in one batch. */
  public void append(List<HistoryMessage> messages) {
    history.addAll(messages);
  }

  /** Those in ({@code afterSequence}, {@code upToSequence}], ascending, the first {@code limit}. */
  public List<HistoryMessage> range(
      RoomId room, String epoch, long afterSequence, long upToSequence, int limit) {
    return history.range(room, epoch, afterSequence, upToSequence, limit);
  }

  /** The chat that speaks of this message, itself included, oldest first. */
  public List<HistoryMessage> about(RoomId room, String messageId) {
    return chat.about(room, List.of(messageId));
  }

  /** The newest sequence kept of that epoch, 0 when there is none. */
  public long lastSequence(RoomId room, String epoch) {
    return history.lastSequence(room, epoch);
  }

  /**
   * Deletes up to {@link MessageHistory#DELETE_MAX} of those sent before; call until it is fewer.
   */
  public int purge(Instant before) {
    return history.deleteBefore(before);
  }

  /** The same for all of a room. */
  public int forget(RoomId room) {
    return history.deleteOf(room);
  }
}
