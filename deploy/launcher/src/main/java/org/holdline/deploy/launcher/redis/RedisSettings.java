package org.holdline.deploy.launcher.redis;

import java.nio.file.Path;
import org.holdline.deploy.launcher.files.Secret;

/**
 * Where and how to run Redis.
 *
 * @param directory its data, settings and log; made when missing, kept afterwards
 */
public record RedisSettings(Path directory, int port, Secret password, Sync sync) {
  /**
   * When what was written reaches the disk. The end of the process alone loses nothing in either
   * case.
   */
  public enum Sync {
    /** Before the answer: a power cut loses nothing that was acknowledged. */
    ALWAYS("always"),
    /** A power cut may lose the last second; for tests. */
    EVERY_SECOND("everysec");

    private final String value;

    Sync(String value) {
      this.value = value;
    }
  }

  public static RedisSettings durable(Path directory, int port, Secret password) {
    return new RedisSettings(directory, port, password, Sync.ALWAYS);
  }

  public static RedisSettings fast(Path directory, int port, Secret password) {
    return new RedisSettings(directory, port, password, Sync.EVERY_SECOND);
  }

  /** The settings file. Nothing may be evicted: a room's log is not a cache. */
  String asFile() {
    return """
    bind 127.0.0.1
    port %d
    dir "%s"
    requirepass "%s"
    appendonly yes
    appendfsync %s
    save ""
    maxmemory-policy noeviction
    """
        .formatted(port, directory.toAbsolutePath(), password.value(), sync.value);
  }
}
