package org.holdline.signaling.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Permission;
import org.holdline.message.control.SenderIdentity;
import org.holdline.room.entity.RoomId;
import org.holdline.room.entity.SessionId;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.SessionKey;
import org.holdline.signaling.control.Speaker.Rights;
import org.junit.jupiter.api.Test;

class SpeakerTest {
  private static final long ADMITTED = 20;
  private static final Set<Permission> ALL = Set.of(Permission.values());
  private static final Set<Permission> NONE = Set.of();

  private static Speaker demoted() {
    var user = new UserId("grace");
    var key = new SessionKey(new RoomId("standup"), user, new SessionId("s_1"));
    return new Speaker(
        new Attachment(key, 3),
        new SenderIdentity("standup", user, "s_1", "Grace"),
        "tab-1",
        new Rights(NONE, ADMITTED));
  }

  /** Or somebody who asks for old messages would have his old rights while they are replayed. */
  @Test
  void aReplayedChangeOfRoleBringsNoRightsBack() {
    assertThat(demoted().permitted(new Rights(ALL, ADMITTED)).permissions()).isEmpty();
    assertThat(demoted().permitted(new Rights(ALL, 3)).permissions()).isEmpty();
  }

  @Test
  void aLaterChangeCountsAndOnlyOneAfterItUndoesIt() {
    var promoted = demoted().permitted(new Rights(ALL, ADMITTED + 2));
    assertThat(promoted.permissions()).isEqualTo(ALL);
    assertThat(promoted.permitted(new Rights(NONE, ADMITTED + 1)).permissions()).isEqualTo(ALL);
    assertThat(promoted.permitted(new Rights(NONE, ADMITTED + 3)).permissions()).isEmpty();
  }
}
