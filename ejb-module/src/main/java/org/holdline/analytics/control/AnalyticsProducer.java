package org.holdline.analytics.control;

import static org.holdline.problem.entity.DatabaseGate.commit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.analytics.entity.RoomEvents;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.BatchWriter;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Purge;
import org.holdline.platform.control.Setting;

/** Puts analytics together, keeps them written and purged. */
@ApplicationScoped
public class AnalyticsProducer {
  @Produces
  @Singleton
  AnalyticsSettings settings(
      @ConfigProperty(name = "holdline.analytics.retention", defaultValue = "P30D")
          String retention) {
    return new AnalyticsSettings(Setting.duration("holdline.analytics.retention", retention));
  }

  @Produces
  @Singleton
  Analytics analytics(
      AnalyticsLedger ledger,
      AnalyticsSettings settings,
      Background background,
      Clock clock,
      Meters meters) {
    var analytics = new WrittenAnalytics(meters, events -> commit(() -> ledger.append(events)));
    background.every(BatchWriter.PAUSE, analytics::turn);
    background.every(
        Purge.PAUSE,
        () -> {
          var before = clock.instant().minus(settings.retention());
          Purge.all(RoomEvents.DELETE_MAX, () -> ledger.purge(before));
        });
    return analytics;
  }
}
