package org.holdline.signaling.control;

import java.util.Set;
import org.holdline.message.control.ClientPayload;
import org.holdline.message.control.MessageClass;
import org.holdline.message.control.Notice;
import org.holdline.message.control.Permission;
import org.holdline.message.control.SenderIdentity;
import org.holdline.replay.control.Routing;
import org.holdline.room.entity.SessionId;
import org.holdline.session.control.Attachment;

/**
 * A joined participant on one connection.
 *
 * @param clientId names the counter that his message ids come from
 */
public record Speaker(
    Attachment attachment, SenderIdentity identity, String clientId, Rights rights) {

  /**
   * What he may do.
   *
   * @param asOf the sequence of the room's log up to which changes of his role are in it
   */
  public record Rights(Set<Permission> permissions, long asOf) {
    public Rights {
      permissions = Set.copyOf(permissions);
    }
  }

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

  public Set<Permission> permissions() {
    return rights.permissions();
  }

  /** The same by another name. */
  public Speaker named(String name) {
    var named =
        new SenderIdentity(identity.roomId(), identity.userId(), identity.sessionId(), name);
    return new Speaker(attachment, named, clientId, rights);
  }

  /** The same with later rights; a change that is only replayed was made before he was let in. */
  public Speaker permitted(Rights heard) {
    return heard.asOf() > rights.asOf() ? new Speaker(attachment, identity, clientId, heard) : this;
  }
}
