package org.holdline.deploy.launcher.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.holdline.deploy.launcher.process.StartException;

/**
 * Where programs are unpacked: once for all runs and tests of a user, as that costs up to a minute.
 * Environment variable {@code HOLDLINE_CACHE}, else {@code holdline} in the user's cache folder.
 */
public final class Cache {
  private Cache() {}

  /** Fills a folder of the cache. */
  @FunctionalInterface
  public interface Filling {
    void fill(Path folder) throws IOException, InterruptedException;
  }

  public static Path directory() {
    var environment = System.getenv();
    return Optional.ofNullable(environment.get("HOLDLINE_CACHE"))
        .map(Path::of)
        .or(() -> Optional.ofNullable(environment.get("XDG_CACHE_HOME")).map(Cache::below))
        .orElseGet(() -> below(Path.of(System.getProperty("user.home"), ".cache").toString()))
        .toAbsolutePath();
  }

  private static Path below(String folder) {
    return Path.of(folder, "holdline");
  }

  /**
   * The folder of that name, filled now if no run has completed filling it. Others wait meanwhile.
   */
  public static synchronized Path folder(String name, Filling filling) throws InterruptedException {
    var folder = directory().resolve(name);
    var complete = directory().resolve(name + ".complete");
    try {
      Files.createDirectories(folder);
      try (var channel =
              FileChannel.open(
                  directory().resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        if (lock.isValid() && !Files.exists(complete)) {
          filling.fill(folder);
          Files.createFile(complete);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new StartException("%s cannot be prepared: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
