package org.holdline.session.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.audit.control.AuditTrail;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.BatchWriter;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Purge;
import org.holdline.platform.control.Setting;
import org.holdline.replay.control.ReplaySettings;
import org.holdline.replay.control.RoomTails;
import org.holdline.replay.control.WriteBehind;
import org.holdline.room.control.BreakoutDecisions;
import org.holdline.room.control.Gatekeeper;
import org.holdline.room.control.MediaDecisions;
import org.holdline.room.control.RoomDeeds;
import org.holdline.room.control.RoomLedger;
import org.holdline.room.control.RoomPolicy;
import org.holdline.room.control.RoomRegistrySettings;
import org.holdline.session.entity.RecoveryRecords;

/** Reads how long sessions are believed, and puts the keeper of their truth together. */
@ApplicationScoped
public class SessionProducer {
  private static final int PER_USER_MAX = 10;
  private static final Duration RULES_FORGOTTEN = Duration.ofSeconds(30);

  @Produces
  @Singleton
  SessionSettings settings(
      @ConfigProperty(name = "holdline.session.grace", defaultValue = "PT5M") String grace,
      @ConfigProperty(name = "holdline.session.lease", defaultValue = "PT15S") String lease,
      @ConfigProperty(name = "holdline.room.participants-max", defaultValue = "50")
          String participantsMax) {
    return new SessionSettings(
        Setting.duration("holdline.session.grace", grace),
        Setting.duration("holdline.session.lease", lease),
        Setting.whole("holdline.room.participants-max", participantsMax),
        PER_USER_MAX);
  }

  @Produces
  @Singleton
  HistoryPolicy history(
      @ConfigProperty(name = "holdline.room.history", defaultValue = "whole") String history) {
    return Setting.word("holdline.room.history", history, "whole", "since-join").equals("whole")
        ? HistoryPolicy.WHOLE
        : HistoryPolicy.SINCE_JOIN;
  }

  @Produces
  @Singleton
  RoomDeeds deeds(AuditTrail audit) {
    return new AuditedDeeds(audit);
  }

  @Produces
  @Singleton
  MediaModeration media(RulesStore rules, MediaDecisions decisions, AuditTrail audit) {
    return new MediaModeration(rules, decisions, audit);
  }

  @Produces
  @Singleton
  DoorJudge judge(
      RoomLedger ledger,
      RoomPolicy policy,
      SessionSettings settings,
      RoomRegistrySettings registry,
      Clock clock) {
    int seatsMax = settings.participantsMax();
    return new RegisteredDoor(
        ledger,
        new Gatekeeper(policy, seatsMax, registry.unregisteredAllowed()),
        new Gatekeeper(policy, seatsMax, true),
        clock);
  }

  @Produces
  @Singleton
  HeartbeatSettings heartbeat(
      @ConfigProperty(name = "holdline.heartbeat.interval", defaultValue = "PT1S") String interval,
      @ConfigProperty(name = "holdline.heartbeat.background-interval", defaultValue = "PT10S")
          String backgroundInterval) {
    return new HeartbeatSettings(
        Setting.duration("holdline.heartbeat.interval", interval),
        Setting.duration("holdline.heartbeat.background-interval", backgroundInterval));
  }

  @Produces
  @Singleton
  RecoveryJournal journal(
      RecoveryLedger ledger,
      Background background,
      ReplaySettings replay,
      Clock clock,
      Meters meters) {
    var journal = new RecoveryJournal(meters, done -> commit(() -> ledger.append(done)));
    background.every(BatchWriter.PAUSE, journal::turn);
    background.every(
        Purge.PAUSE,
        () -> {
          var before = clock.instant().minus(replay.history());
          Purge.all(RecoveryRecords.DELETE_MAX, () -> ledger.purge(before));
        });
    return journal;
  }

  @Produces
  @Singleton
  RulesCache rules(RulesStore store, RoomTails tails, Background background) {
    var cache = new RulesCache(store);
    background.every(RULES_FORGOTTEN, () -> cache.keepOnly(tails.rooms()));
    return cache;
  }

  @Produces
  @Singleton
  BreakoutKeeper breakouts(
      RulesStore rules,
      Sessions sessions,
      Evictions evictions,
      BreakoutDecisions decisions,
      RoomTails tails,
      Background background) {
    var keeper = new BreakoutKeeper(rules, sessions, evictions, decisions, tails::rooms);
    background.every(BreakoutKeeper.PAUSE, keeper::turn);
    return keeper;
  }

  @Produces
  @Singleton
  SessionKeeper keeper(
      Sessions sessions,
      SessionSettings settings,
      ReplaySettings replay,
      RoomTails tails,
      WriteBehind history,
      Meters meters) {
    var ageMax = replay.logLife().dividedBy(4);
    return new SessionKeeper(
        sessions, settings.lease(), ageMax, tails::expect, history::check, meters);
  }
}
