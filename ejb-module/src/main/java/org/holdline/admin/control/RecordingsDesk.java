package org.holdline.admin.control;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.holdline.recording.control.CaptureMeans;
import org.holdline.recording.control.Recorders;
import org.holdline.recording.control.RecordingJobs;
import org.holdline.recording.entity.RecordingId;

/** Shows recordings and ends them. */
@Dependent
public class RecordingsDesk implements RecordingsMXBean {
  private static final double MILLIS = 1000.0;

  private final RecordingJobs jobs;
  private final Recorders recorders;
  private final CaptureMeans means;

  @Inject
  public RecordingsDesk(RecordingJobs jobs, Recorders recorders, CaptureMeans means) {
    this.jobs = jobs;
    this.recorders = recorders;
    this.means = means;
  }

  @Override
  public List<RecordingLine> getActive() {
    return Plainly.say(() ->
        jobs.active().stream()
            .map(each ->
                new RecordingLine(
                    each.recordingId(),
                    each.roomId(),
                    each.status(),
                    each.outcome().length().toMillis() / MILLIS,
                    each.outcome().bytes()))
            .toList());
  }

  @Override
  public long getCapturedHere() {
    return recorders.count();
  }

  @Override
  public long getBytesWaiting() {
    return recorders.waitingBytes();
  }

  @Override
  public String getMissing() {
    return means.missing().orElse("");
  }

  @Override
  public boolean stop(String recording) {
    return Plainly.say(() -> jobs.stop(RecordingId.of(recording)));
  }

  @Override
  public void sweep() {
    Plainly.say(() -> {
      jobs.sweep();
      return true;
    });
  }
}
