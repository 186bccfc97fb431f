package org.holdline.signaling.control;

import org.holdline.room.control.RoomDecisions;
import org.holdline.session.control.RulesStore;
import org.jspecify.annotations.Nullable;

/** Puts hands up and down by message; they are in the rules of the room. */
final class HandRaising {
  private final RulesStore rules;
  private final RoomDecisions decisions;

  HandRaising(RulesStore rules, RoomDecisions decisions) {
    this.rules = rules;
    this.decisions = decisions;
  }

  /**
   * Raises or lowers the speaker's own hand.
   *
   * @param id of the message, if it had one
   */
  Said raise(Speaker speaker, @Nullable String id, boolean raised) {
    var attachment = speaker.attachment();
    var asked = new RulesStore.Asked(attachment, speaker.clientId(), id);
    return new Said.Logged(
        rules.change(asked, decisions.raiseHand(attachment.key().user(), raised)), null);
  }
}
