package org.holdline.connection.boundary;

import org.holdline.message.control.ClientPayload;
import org.holdline.replay.control.Replay;
import org.holdline.session.control.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to enter: what an SDK client says in {@code join}, a plain one in its query.
 *
 * @param asked where he stands; null if he does not say
 */
record Wish(Arrival.Claim claim, Replay.@Nullable Asked asked, Arrival.Devices devices) {

  static Wish of(ClientPayload.Join join) {
    var last = join.lastSequence();
    return new Wish(
        new Arrival.Claim(join.clientId(), join.resumeToken(), join.attempt()),
        last == null ? null : new Replay.Asked(join.epoch(), last),
        new Arrival.Devices(join.audioEnabled(), join.videoEnabled()));
  }

  static Wish ofPlain(
      @Nullable String clientId, @Nullable String epoch, @Nullable Long lastSequence) {
    return new Wish(
        new Arrival.Claim(clientId, null, null),
        lastSequence == null ? null : new Replay.Asked(epoch, lastSequence),
        new Arrival.Devices(null, null));
  }

  @Override
  public String toString() {
    return "Wish[" + claim + ", asked=" + asked + "]";
  }
}
