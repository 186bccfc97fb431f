package org.holdline.audit.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.audit.entity.AuditRecords;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.BatchWriter;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Purge;
import org.holdline.platform.control.Setting;

/** Puts the audit together, keeps it written and purged. */
@ApplicationScoped
public class AuditProducer {
  @Produces
  @Singleton
  AuditSettings settings(
      @ConfigProperty(name = "holdline.audit.retention", defaultValue = "P365D") String retention) {
    return new AuditSettings(Setting.duration("holdline.audit.retention", retention));
  }

  @Produces
  @Singleton
  WrittenTrail trail(
      AuditLedger ledger,
      AuditSettings settings,
      Background background,
      Clock clock,
      Meters meters) {
    var trail = new WrittenTrail(clock, meters, decided -> commit(() -> ledger.append(decided)));
    background.every(BatchWriter.PAUSE, trail::turn);
    background.every(
        Purge.PAUSE,
        () -> {
          var before = clock.instant().minus(settings.retention());
          Purge.all(AuditRecords.DELETE_MAX, () -> ledger.purge(before));
        });
    return trail;
  }
}
