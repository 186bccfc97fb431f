package org.holdline.chat.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.platform.control.Setting;
import org.holdline.replay.control.History;
import org.holdline.replay.control.RoomLog;

/** Reads what may be done with earlier messages, and puts its guard together. */
@ApplicationScoped
public class ChatProducer {
  @Produces
  @Singleton
  ChatSettings settings(
      @ConfigProperty(name = "holdline.chat.edit-max", defaultValue = "PT15M") String editMax) {
    return new ChatSettings(Setting.duration("holdline.chat.edit-max", editMax));
  }

  @Produces
  @Singleton
  ChatGuard guard(
      RoomLog log, History history, ReadMarks marks, ChatSettings settings, Clock clock) {
    return new ChatGuard(new EarlierMessages(log, history), marks, settings, clock);
  }
}
