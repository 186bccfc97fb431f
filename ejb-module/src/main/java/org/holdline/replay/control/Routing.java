package org.holdline.replay.control;

import org.holdline.identity.entity.UserId;
import org.holdline.message.control.MessageType;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Who says a message and who is meant; live delivery and replay ask the same {@link #isFor}.
 *
 * @param durable kept for every entitled reader; otherwise signaling, kept briefly in inboxes
 * @param type the wire name
 * @param sender null when the server speaks
 * @param target null when the whole room is meant
 * @param targetSession only this one of the target's sessions
 */
public record Routing(
    boolean durable,
    String type,
    @Nullable UserId sender,
    @Nullable SessionId senderSession,
    @Nullable UserId target,
    @Nullable SessionId targetSession) {

  /** What the server itself tells the whole room. */
  public static Routing ofServer(String type) {
    return new Routing(true, type, null, null, null, null);
  }

  /**
   * The sending session never hears itself; its answer is the ack. The sender's other devices hear
   * what he says to somebody alone, where that is a conversation.
   */
  public boolean isFor(Reader reader) {
    if (reader.session().equals(senderSession)) {
      return false;
    }
    if (targetSession != null) {
      return targetSession.equals(reader.session());
    }
    return target == null
        || target.equals(reader.user())
        || (reader.user().equals(sender) && isConversation());
  }

  private boolean isConversation() {
    return MessageType.find(type).filter(MessageType::isConversation).isPresent();
  }
}
