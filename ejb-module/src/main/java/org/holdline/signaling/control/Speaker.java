package org.holdline.signaling.control;

import java.util.Set;
import org.holdline.message.control.Permission;
import org.holdline.message.control.SenderIdentity;
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

  public Set<Permission> permissions() {
    return rights.permissions();
  }

  /** The same with later rights; a change that is only replayed was made before he was let in. */
  public Speaker permitted(Rights heard) {
    return heard.asOf() > rights.asOf() ? new Speaker(attachment, identity, clientId, heard) : this;
  }
}
