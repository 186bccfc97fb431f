package org.holdline.replay.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.platform.control.Purge;
import org.holdline.platform.control.Setting;

/** Puts replay together and keeps its write-behind going. */
@ApplicationScoped
public class ReplayProducer {
  @Produces
  @Singleton
  ReplaySettings settings(
      @ConfigProperty(name = "holdline.replay.buffer.min", defaultValue = "50") String bufferMin,
      @ConfigProperty(name = "holdline.replay.buffer.max", defaultValue = "500") String bufferMax,
      @ConfigProperty(name = "holdline.replay.retention", defaultValue = "PT5M") String retention,
      @ConfigProperty(name = "holdline.replay.compress-over", defaultValue = "1024")
          String compress,
      @ConfigProperty(name = "holdline.replay.history", defaultValue = "PT24H") String history) {
    return new ReplaySettings(
        Setting.whole("holdline.replay.buffer.min", bufferMin),
        Setting.whole("holdline.replay.buffer.max", bufferMax),
        Setting.duration("holdline.replay.retention", retention),
        Setting.whole("holdline.replay.compress-over", compress),
        Setting.duration("holdline.replay.history", history));
  }

  @Produces
  @Singleton
  WriteBehind writeBehind(
      RoomLog log,
      History history,
      Background background,
      ReplaySettings settings,
      Clock clock,
      Meters meters) {
    var writeBehind = new WriteBehind(log, history);
    meters.show(Metric.HISTORY_WAITING, writeBehind::waiting);
    meters.show(Metric.HISTORY_BEHIND, writeBehind::behind);
    background.every(WriteBehind.PAUSE, writeBehind::turn);
    background.every(
        Purge.PAUSE, () -> history.forgetBefore(clock.instant().minus(settings.history())));
    return writeBehind;
  }

  @Produces
  @Singleton
  Replay replay(RoomLog log, History history, ReplaySettings settings) {
    return new Replay(log, history, settings);
  }

  @Produces
  @Singleton
  Canary canary(CanaryLog log, RoomTails tails, Background background, Meters meters) {
    var canary = new Canary(log, tails, background, meters, Canary.PATIENCE);
    background.every(Canary.PAUSE, canary::turn);
    return canary;
  }

  @Produces
  @Singleton
  RoomTails tails(
      RoomNews news, RoomLog log, Background background, WriteBehind writeBehind, Meters meters) {
    return new RoomTails(news, log, background, writeBehind, meters);
  }
}
