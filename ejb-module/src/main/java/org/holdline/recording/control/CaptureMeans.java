package org.holdline.recording.control;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import org.holdline.problem.entity.ProblemException;

/** What this node records with; a server that is packed without it runs and records nothing. */
@Dependent
public class CaptureMeans {
  private final Instance<Capturing> capturing;
  private final Instance<MediaFiles> files;

  @Inject
  public CaptureMeans(Instance<Capturing> capturing, Instance<MediaFiles> files) {
    this.capturing = capturing;
    this.files = files;
  }

  /** What is missing for recording; nothing when this node can record. */
  public Optional<String> missing() {
    return capturing.isResolvable() && files.isResolvable()
        ? capturing.get().missingPackage()
        : Optional.of("webrtc-java");
  }

  /**
   * What captures.
   *
   * @throws ProblemException {@code recording_unavailable}
   */
  Capturing capturing() {
    require();
    return capturing.get();
  }

  /** What makes files; the same. */
  MediaFiles files() {
    require();
    return files.get();
  }

  private void require() {
    missing()
        .ifPresent(what -> {
          throw RecordingRefusals.missing(what);
        });
  }
}
