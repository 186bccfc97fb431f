package org.holdline.recording.control;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.ConnectionQuality;
import org.holdline.message.control.ConnectionState;
import org.holdline.message.control.ParticipantKind;
import org.holdline.message.control.ParticipantView;
import org.holdline.message.control.Role;

/** Participants for tests. */
final class People {
  private People() {}

  static List<ParticipantView> camera(int count) {
    return IntStream.range(0, count).mapToObj(number -> camera("p" + number)).toList();
  }

  static ParticipantView camera(String name) {
    return person(name, new ParticipantView.Media(true, true, false, null, false), true);
  }

  static ParticipantView speaking(String name) {
    return person(name, new ParticipantView.Media(true, true, false, null, true), true);
  }

  static ParticipantView sharing(String name) {
    return person(name, new ParticipantView.Media(true, false, true, null, false), true);
  }

  static ParticipantView away(String name) {
    return person(name, new ParticipantView.Media(true, true, true, null, true), false);
  }

  static ParticipantView dark(String name) {
    return person(name, new ParticipantView.Media(true, false, false, null, false), true);
  }

  private static ParticipantView person(
      String name, ParticipantView.Media media, boolean isActive) {
    return new ParticipantView(
        name,
        new UserId("somebody"),
        name,
        Role.PARTICIPANT,
        Instant.EPOCH,
        media,
        isActive ? ConnectionState.ACTIVE : ConnectionState.SUSPENDED,
        ConnectionQuality.GOOD,
        ParticipantKind.PERSON);
  }
}
