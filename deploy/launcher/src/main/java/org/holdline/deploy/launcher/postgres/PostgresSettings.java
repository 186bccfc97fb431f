package org.holdline.deploy.launcher.postgres;

import java.nio.file.Path;
import java.util.Map;
import org.holdline.deploy.launcher.files.Secret;

/**
 * Where and how to run PostgreSQL.
 *
 * @param directory its data, log and nothing else; made when missing, kept afterwards
 * @param password of the application's user and of the superuser {@code postgres}
 * @param isDurable whether a commit waits for the disk
 */
public record PostgresSettings(Path directory, int port, Secret password, boolean isDurable) {
  /** Survives a power cut. */
  public static PostgresSettings durable(Path directory, int port, Secret password) {
    return new PostgresSettings(directory, port, password, true);
  }

  /** For tests: a power cut may lose what was written, the end of the process does not. */
  public static PostgresSettings fast(Path directory, int port, Secret password) {
    return new PostgresSettings(directory, port, password, false);
  }

  Path data() {
    return directory.resolve("data");
  }

  Path log() {
    return directory.resolve("postgresql.log");
  }

  Map<String, String> serverSettings() {
    var onOrOff = isDurable ? "on" : "off";
    return Map.of(
        "listen_addresses", "127.0.0.1",
        "unix_socket_directories", "",
        "password_encryption", "scram-sha-256",
        "max_connections", "100",
        "fsync", onOrOff,
        "synchronous_commit", onOrOff,
        "full_page_writes", onOrOff);
  }
}
