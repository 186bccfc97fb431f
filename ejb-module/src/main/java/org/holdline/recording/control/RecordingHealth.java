package org.holdline.recording.control;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.holdline.platform.control.HealthComponent;

/** Whether this node can record; everything else goes on without. */
@Singleton
public class RecordingHealth implements HealthComponent {
  private final CaptureMeans means;

  @Inject
  RecordingHealth(CaptureMeans means) {
    this.means = means;
  }

  @Override
  public String name() {
    return "recording";
  }

  @Override
  public boolean isVital() {
    return false;
  }

  @Override
  public void check() {
    means.capturing();
  }
}
