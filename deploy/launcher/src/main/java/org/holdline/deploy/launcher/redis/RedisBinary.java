package org.holdline.deploy.launcher.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.holdline.deploy.launcher.files.Cache;
import org.holdline.deploy.launcher.process.StartException;

/** The server's program, carried by a Maven artifact of which nothing else is used. */
final class RedisBinary {
  private static final String VERSION = "7.0.15";

  private RedisBinary() {}

  static Path file() throws InterruptedException {
    var name = "redis-server-%s-%s-%s".formatted(VERSION, system(), processor());
    return Cache.folder("redis-" + VERSION, folder -> unpack(name, folder.resolve(name)))
        .resolve(name);
  }

  private static void unpack(String name, Path target) throws IOException {
    try (var packed = RedisBinary.class.getResourceAsStream("/" + name)) {
      if (packed == null) {
        throw new StartException(
            "There is no embedded Redis for this machine (%s). Set HOLDLINE_REDIS_URL to another"
                .formatted(name));
      }
      Files.copy(packed, target, StandardCopyOption.REPLACE_EXISTING);
      if (!target.toFile().setExecutable(true)) {
        throw new IOException(target + " cannot be made executable");
      }
    }
  }

  private static String system() {
    return property("os.name").startsWith("mac") ? "darwin" : property("os.name");
  }

  private static String processor() {
    return switch (property("os.arch")) {
      case "aarch64" -> "arm64";
      case "x86_64" -> "amd64";
      default -> property("os.arch");
    };
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown").toLowerCase(Locale.ROOT);
  }
}
