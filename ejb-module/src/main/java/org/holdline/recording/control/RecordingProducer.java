package org.holdline.recording.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.audit.control.AuditTrail;
import org.holdline.blob.control.BlobStore;
import org.holdline.message.control.MessageCodec;
import org.holdline.platform.control.Background;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Metric;
import org.holdline.platform.control.NodeDuty;
import org.holdline.platform.control.Setting;
import org.holdline.replay.control.PassingNews;
import org.holdline.replay.control.RoomTails;
import org.holdline.replay.control.ServerSignals;
import org.holdline.room.control.IceServers;
import org.holdline.room.control.RoomPolicy;
import org.holdline.session.control.RulesStore;
import org.holdline.session.control.Sessions;

/** Reads how much is recorded, and puts together what records. */
@ApplicationScoped
public class RecordingProducer {
  private static final String PREFIX = "holdline.recording.";

  /** For how long what is recorded is kept, and how much of it. */
  record Keeping(Duration retention, long storedBytesMax, Duration linkLife) {}

  @Produces
  @Singleton
  Keeping keeping(
      @ConfigProperty(name = PREFIX + "retention", defaultValue = "P30D") String retention,
      @ConfigProperty(name = PREFIX + "stored-max", defaultValue = "107374182400") String storedMax,
      @ConfigProperty(name = PREFIX + "link-life", defaultValue = "PT1H") String linkLife) {
    return new Keeping(
        Setting.duration(PREFIX + "retention", retention),
        Setting.large(PREFIX + "stored-max", storedMax),
        Setting.duration(PREFIX + "link-life", linkLife));
  }

  @Produces
  @Singleton
  RecordingSettings settings(
      @ConfigProperty(name = PREFIX + "active-max", defaultValue = "10") String activeMax,
      @ConfigProperty(name = PREFIX + "length-max", defaultValue = "PT2H") String lengthMax,
      @ConfigProperty(name = PREFIX + "folder", defaultValue = "recordings") String folder,
      @ConfigProperty(name = PREFIX + "waiting-max", defaultValue = "2147483648") String waitingMax,
      Keeping keeping) {
    return new RecordingSettings(
        Setting.whole(PREFIX + "active-max", activeMax),
        Setting.duration(PREFIX + "length-max", lengthMax),
        Path.of(folder).toAbsolutePath().normalize(),
        Setting.large(PREFIX + "waiting-max", waitingMax),
        keeping.linkLife(),
        keeping.retention(),
        keeping.storedBytesMax());
  }

  @Produces
  @Singleton
  RecordingNews news(
      CaptureLedger ledger,
      RulesStore rooms,
      PassingNews passing,
      MessageCodec codec,
      Clock clock) {
    return new RecordingNews(ledger, rooms, passing, codec, clock);
  }

  @Produces
  @Singleton
  RecorderLine.Ports line(
      Sessions sessions, RoomTails tails, ServerSignals signals, MessageCodec codec, Clock clock) {
    return new RecorderLine.Ports(sessions, tails, signals, codec, clock);
  }

  @Produces
  @Singleton
  Recorder.Tools tools(
      CaptureLedger ledger,
      RecordingLeases leases,
      RecordingNews news,
      RecordingSettings settings,
      IceServers servers,
      Background background) {
    return new Recorder.Tools(ledger, leases, news, settings, servers, background::executePatient);
  }

  @Produces
  @Singleton
  Recorders recorders(
      Recorder.Tools tools,
      RecorderLine.Ports line,
      CaptureMeans means,
      BlobStore blobs,
      NodeDuty duty) {
    return new Recorders(tools, line, means, blobs, duty);
  }

  void close(@Disposes Recorders recorders) {
    recorders.close();
  }

  @Produces
  @Singleton
  RecordingDeeds.Books books(AuditTrail audit, Meters meters) {
    return new RecordingDeeds.Books(audit, meters);
  }

  @Produces
  @Singleton
  RecordingDeeds deeds(
      RoomPolicy policy,
      RulesStore rooms,
      Recorder.Tools tools,
      Recorders recorders,
      RecordingDeeds.Books books) {
    return new RecordingDeeds(policy, rooms, tools, recorders, books);
  }

  @Produces
  @Singleton
  Finisher finisher(CaptureMeans means, BlobStore blobs, Recorder.Tools tools) {
    return new Finisher(tools.ledger(), means, blobs, tools.news(), tools.settings());
  }

  @Produces
  @Singleton
  RecordingJobs.Parts parts(
      Recorder.Tools tools, Recorders recorders, RulesStore rooms, BlobStore blobs) {
    return new RecordingJobs.Parts(
        tools.ledger(), tools.leases(), recorders, tools.news(), rooms, blobs);
  }

  @Produces
  @Singleton
  RecordingJobs jobs(
      RecordingJobs.Parts parts,
      Finisher finisher,
      NodeDuty duty,
      Background background,
      Meters meters,
      Clock clock) {
    var recorders = parts.recorders();
    meters.show(Metric.RECORDINGS_HERE, recorders::count);
    meters.show(Metric.RECORDING_BYTES_WAITING, recorders::waitingBytes);
    return new RecordingJobs(parts, finisher, duty, background, meters, clock);
  }
}
