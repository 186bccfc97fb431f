package org.holdline.chat.control;

import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ChatChange;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.Passing;
import org.holdline.message.control.Permission;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.ProblemException.Kind;
import org.holdline.room.entity.RoomId;

/**
 * Judges what is said of earlier messages and finds out who hears it: whoever hears the message
 * itself. Thread-safe.
 */
public final class ChatGuard {
  private final EarlierMessages messages;
  private final ReadMarks marks;
  private final ChatRules rules;
  private final Clock clock;

  public ChatGuard(EarlierMessages messages, ReadMarks marks, ChatSettings settings, Clock clock) {
    this.messages = messages;
    this.marks = marks;
    this.rules = new ChatRules(settings.editMax());
    this.clock = clock;
  }

  /**
   * The same, complete; what speaks of no earlier message as it is.
   *
   * @throws ProblemException {@code message_not_found}, {@code permission_denied}, {@code
   *     edit_too_late}
   * @throws org.holdline.problem.entity.UnavailableException when the message cannot be looked for
   *     now
   */
  public ClientPayload complete(
      RoomId room, UserId actor, Set<Permission> held, ClientPayload payload) {
    if (payload instanceof ClientPayload.Chat chat && chat.replyTo() != null) {
      requireSharedBySame(find(room, actor, chat.replyTo()), actor, chat);
    } else if (payload instanceof ChatChange change) {
      var message = find(room, actor, change.messageId());
      switch (change) {
        case ChatChange.Edit edit -> rules.requireEdit(message, actor, clock.instant());
        case ChatChange.Delete deletion ->
            rules.requireDelete(message, actor, held, clock.instant());
      }
      return change.heardBy(message.sharedWith(actor));
    } else if (payload instanceof Passing.Receipt receipt) {
      var message = find(room, actor, receipt.messageId());
      marks.advance(room, ReadMark.of(message, actor));
      return new Passing.Receipt(receipt.messageId(), message.sharedWith(actor));
    }
    return payload;
  }

  /** What two have said to each other is answered between them only. */
  private static void requireSharedBySame(
      EarlierMessage answered, UserId actor, ClientPayload.Chat chat) {
    var only = answered.sharedWith(actor);
    if (only != null && !Objects.equals(only, chat.target())) {
      throw notFound();
    }
  }

  private EarlierMessage find(RoomId room, UserId actor, String messageId) {
    return messages.find(room, actor, messageId).orElseThrow(ChatGuard::notFound);
  }

  private static ProblemException notFound() {
    return new ProblemException(
        Kind.NOT_FOUND, "message_not_found", "There is no such message in this room");
  }
}
