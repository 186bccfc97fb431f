package org.holdline.signaling.control;

import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.MessageClass;
import org.holdline.message.control.Notice;
import org.holdline.message.control.SenderIdentity;
import org.holdline.replay.control.Routing;
import org.holdline.room.entity.SessionId;
import org.holdline.session.control.Attachment;

/**
 * A joined participant on one connection.
 *
 * @param clientId names the counter that his message ids come from
 */
public record Speaker(Attachment attachment, SenderIdentity identity, String clientId) {
  /** Who he is to those who hear him. */
  Notice.Author author() {
    var key = attachment.key();
    return new Notice.Author(key.user(), identity.name(), key.session().value());
  }

  /** From him to whom it is for. */
  Routing routing(ClientPayload payload) {
    var key = attachment.key();
    var target = payload.target();
    var session = target == null ? null : target.session();
    return new Routing(
        payload.type().messageClass() == MessageClass.DURABLE,
        payload.type().wireName(),
        key.user(),
        key.session(),
        target == null ? null : target.user(),
        session == null ? null : new SessionId(session));
  }

  /** The same by another name. */
  public Speaker named(String name) {
    var named =
        new SenderIdentity(identity.roomId(), identity.userId(), identity.sessionId(), name);
    return new Speaker(attachment, named, clientId);
  }
}
