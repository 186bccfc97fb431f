package org.holdline.deploy.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.holdline.deploy.launcher.files.PrivateFiles;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.process.PidFile;
import org.holdline.deploy.launcher.process.StartException;

/** Everything that a run keeps, in one folder that one run at a time may use. */
final class DataFolder implements AutoCloseable {
  private static final int SECRET_BYTES = 24;
  private static final List<String> PID_FILES =
      List.of(
          "balancer/balancer.pid",
          "node-1/holdline.pid",
          "node-2/holdline.pid",
          "holdline/holdline.pid",
          "redis/redis.pid",
          "storage/storage.pid",
          "keycloak/keycloak.pid");

  private final Path directory;
  private final FileChannel lock;

  private DataFolder(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  static DataFolder open(Path directory) {
    try {
      Files.createDirectories(directory);
      var channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new StartException(
            directory
                + " is in use by another run of Holdline. Stop that one, or choose another folder with"
                + " --data DIR");
      }
      return new DataFolder(directory, channel);
    } catch (IOException e) {
      throw new StartException(
          "The data folder %s cannot be used: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException here) {
      return false;
    }
  }

  /** Ends what a run that was killed has left behind: the application before its stores. */
  void stopLeftovers() {
    for (var file : PID_FILES) {
      new PidFile(directory.resolve(file)).stopLeftover();
    }
  }

  Path folder(String name) {
    return directory.resolve(name);
  }

  /** A password that was thought up at first use and then kept. */
  Secret secret(String name) {
    var file = directory.resolve("secrets.properties");
    var secrets = new Properties();
    try {
      if (Files.exists(file)) {
        try (var reader = Files.newBufferedReader(file)) {
          secrets.load(reader);
        }
      }
      if (secrets.getProperty(name) == null) {
        secrets.setProperty(name, random());
        var text = new StringBuilder();
        secrets.stringPropertyNames().stream()
            .sorted()
            .forEach(key -> text.append(key + "=" + secrets.getProperty(key) + "\n"));
        PrivateFiles.write(file, text.toString());
      }
      return new Secret(secrets.getProperty(name));
    } catch (IOException e) {
      throw new StartException(file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static String random() {
    var bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
