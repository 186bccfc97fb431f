package org.holdline.transfer.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.audit.control.AuditTrail;
import org.holdline.blob.control.BlobStore;
import org.holdline.limit.control.Limits;
import org.holdline.message.control.MessageCodec;
import org.holdline.platform.control.Meters;
import org.holdline.platform.control.Setting;
import org.holdline.replay.control.PassingNews;
import org.holdline.room.control.RoomPolicy;
import org.holdline.session.control.Bans;
import org.holdline.session.control.RulesStore;

/** Reads what of files is allowed, and puts together what carries them. */
@ApplicationScoped
public class TransferProducer {
  private static final int RUNS_MAX = 16;

  @Produces
  @Singleton
  FileSettings settings(
      @ConfigProperty(name = "holdline.files.size-max", defaultValue = "524288000") String sizeMax,
      @ConfigProperty(name = "holdline.files.open-max", defaultValue = "5") String openMax,
      @ConfigProperty(name = "holdline.files.expiry", defaultValue = "PT1H") String expiry,
      @ConfigProperty(name = "holdline.files.waiting", defaultValue = "PT24H") String waiting,
      @ConfigProperty(name = "holdline.files.stored-max", defaultValue = "10737418240")
          String storedMax,
      FileKinds kinds) {
    return new FileSettings(
        Setting.large("holdline.files.size-max", sizeMax),
        Setting.whole("holdline.files.open-max", openMax),
        Setting.duration("holdline.files.expiry", expiry),
        Setting.duration("holdline.files.waiting", waiting),
        Setting.large("holdline.files.stored-max", storedMax),
        kinds.blocked(),
        kinds.allowed());
  }

  /** Extensions in lower case. */
  record FileKinds(Set<String> blocked, Set<String> allowed) {}

  @Produces
  @Singleton
  FileKinds kinds(
      @ConfigProperty(
              name = "holdline.files.types-blocked",
              defaultValue =
                  "exe,bat,cmd,com,pif,scr,vbs,vbe,js,jse,wsf,wsh,msi,msp,dll,sh,bash,zsh,app,deb,rpm,dmg,pkg")
          String blocked,
      @ConfigProperty(name = "holdline.files.types-allowed") Optional<String> allowed) {
    return new FileKinds(words(blocked), words(allowed.orElse("")));
  }

  private static Set<String> words(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(each -> each.strip().toLowerCase(Locale.ROOT))
        .filter(each -> !each.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Produces
  @Singleton
  FilePolicy policy(FileSettings settings) {
    return new FilePolicy(settings);
  }

  @Produces
  @Singleton
  ManifestRules manifests(FilePolicy policy) {
    return new ManifestRules(policy);
  }

  @Produces
  @Singleton
  OfferGuard guard(RoomPolicy rooms, FilePolicy files, AuditTrail audit, Meters meters) {
    return new OfferGuard(rooms, files, audit, meters);
  }

  @Produces
  @Singleton
  ContentCipher cipher(@ConfigProperty(name = "holdline.storage.key") Optional<String> keys) {
    return new ContentCipher(StorageKeys.parse(keys.orElse("")));
  }

  @Produces
  @Singleton
  TransferNews news(
      EventLedger ledger, RulesStore rooms, PassingNews passing, MessageCodec codec, Clock clock) {
    return new TransferNews(ledger, rooms, passing, codec, clock);
  }

  @Produces
  @Singleton
  FileRelay.Watch watch(Limits limits, TransferNews news, Meters meters) {
    return new FileRelay.Watch(new RelayGate(RUNS_MAX, meters), new FilePace(limits), news, meters);
  }

  @Produces
  @Singleton
  FileRelay.Ledgers ledgers(UploadLedger uploads, DownloadLedger downloads) {
    return new FileRelay.Ledgers(uploads, downloads);
  }

  @Produces
  @Singleton
  FileRelay relay(
      FileRelay.Ledgers ledgers,
      BlobStore blobs,
      ContentCipher cipher,
      FilePolicy policy,
      FileRelay.Watch watch) {
    return new FileRelay(ledgers, blobs, cipher, policy, watch);
  }

  @Produces
  @Singleton
  SegmentReader reader(BlobStore blobs, ContentCipher cipher) {
    return new SegmentReader(blobs, cipher);
  }

  @Produces
  @Singleton
  FileInspection inspection(
      ScanLedger ledger,
      FileScanner scanner,
      SegmentReader reader,
      TransferNews news,
      OfferGuard guard,
      Meters meters) {
    return new FileInspection(ledger, scanner, reader, news, guard, meters);
  }

  @Produces
  @Singleton
  PresenceWatch presence(SweepLedger ledger, TransferNews news, RulesStore rooms, Meters meters) {
    return new PresenceWatch(ledger, news, rooms, meters);
  }

  @Produces
  @Singleton
  RemovalWatch removals(SweepLedger ledger, Bans bans, TransferNews news, Meters meters) {
    return new RemovalWatch(ledger, bans, news, meters);
  }

  @Produces
  @Singleton
  TransferSteering steering(
      TransferOverview overview, FileSweeper sweeper, TransferNews news, Meters meters) {
    return new TransferSteering(overview, sweeper, news, meters);
  }

  @Produces
  @Singleton
  FileSweeper sweeper(
      SweepLedger ledger, EventLedger events, TransferNews news, BlobStore blobs, Meters meters) {
    return new FileSweeper(ledger, events, news, blobs, meters);
  }
}
