package org.holdline.message.control;

import org.jspecify.annotations.Nullable;

/** What somebody changes of what was said before. */
public sealed interface ChatChange extends ClientPayload {
  /** Of the message that is changed. */
  String messageId();

  /** The same for those who hear that message; the server knows who they are. */
  ChatChange heardBy(@Nullable Target audience);

  /** It says something else now. */
  record Edit(String messageId, String content, @Nullable Target target) implements ChatChange {
    public Edit {
      Check.id("message_id", messageId);
      Check.length("content", content, 1, CONTENT_MAX);
    }

    static Edit read(Fields fields) {
      return new Edit(fields.text("message_id"), fields.text("content"), null);
    }

    @Override
    public Edit heardBy(@Nullable Target audience) {
      return new Edit(messageId, content, audience);
    }

    @Override
    public MessageType type() {
      return MessageType.CHAT_EDIT;
    }

    @Override
    public String toString() {
      return "Edit[" + messageId + ", " + content.length() + " characters]";
    }
  }

  /** It is taken back. */
  record Delete(String messageId, @Nullable Target target) implements ChatChange {
    public Delete {
      Check.id("message_id", messageId);
    }

    static Delete read(Fields fields) {
      return new Delete(fields.text("message_id"), null);
    }

    @Override
    public Delete heardBy(@Nullable Target audience) {
      return new Delete(messageId, audience);
    }

    @Override
    public MessageType type() {
      return MessageType.CHAT_DELETE;
    }
  }
}
