package org.holdline.deploy.launcher.redis;

import java.nio.file.Path;
import org.holdline.deploy.launcher.files.Secret;

/**
 * Where and how to run Redis.
 *
 * @param directory its data, settings and log; made when missing, kept afterwards
 * @param more further lines of the settings file
 */
public record RedisSettings(
    Path directory, int port, Secret password, Sync sync, Role role, String more) {
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

  /** What the program is to be. */
  enum Role {
    SERVER,
    /** Watches others and keeps nothing itself. */
    SENTINEL
  }

  public RedisSettings(Path directory, int port, Secret password, Sync sync) {
    this(directory, port, password, sync, Role.SERVER, "");
  }

  public static RedisSettings durable(Path directory, int port, Secret password) {
    return new RedisSettings(directory, port, password, Sync.ALWAYS);
  }

  public static RedisSettings fast(Path directory, int port, Secret password) {
    return new RedisSettings(directory, port, password, Sync.EVERY_SECOND);
  }

  RedisSettings with(String lines) {
    return new RedisSettings(directory, port, password, sync, role, more + lines);
  }

  RedisSettings asSentinel() {
    return new RedisSettings(directory, port, password, sync, Role.SENTINEL, more);
  }

  /** The settings file. */
  String asFile() {
    var place =
        """
        bind 127.0.0.1
        port %d
        dir "%s"
        """
            .formatted(port, directory.toAbsolutePath());
    return place + (role == Role.SENTINEL ? "" : keeping()) + more;
  }

  /** Nothing may be evicted: a room's log is not a cache. */
  private String keeping() {
    return """
    requirepass "%1$s"
    masterauth "%1$s"
    appendonly yes
    appendfsync %2$s
    save ""
    maxmemory-policy noeviction
    """
        .formatted(password.value(), sync.value);
  }
}
