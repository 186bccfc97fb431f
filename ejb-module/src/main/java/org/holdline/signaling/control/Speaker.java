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
    Attachment attachment, SenderIdentity identity, String clientId, Set<Permission> permissions) {
  public Speaker {
    permissions = Set.copyOf(permissions);
  }

  /** The same with the permissions of another role. */
  public Speaker permitted(Set<Permission> now) {
    return new Speaker(attachment, identity, clientId, now);
  }
}
