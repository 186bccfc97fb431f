package org.holdline.deploy.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.holdline.deploy.launcher.process.Ports;
import org.holdline.deploy.launcher.process.StartException;

/** What can be known to fail is told before anything is started. */
final class Checks {
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final long KIB_PER_MIB = 1024;

  private Checks() {}

  static void portsAreFree(List<Options.Port> ports) {
    var taken = ports.stream().filter(port -> Ports.isTaken(port.number())).toList();
    if (!taken.isEmpty()) {
      throw new StartException(
          taken.stream().map(Checks::advice).collect(Collectors.joining("\n")));
    }
  }

  private static String advice(Options.Port port) {
    return "Port %d (%s) is taken by another program. Stop that one, or choose another port: %s N or %s=N"
        .formatted(port.number(), port.use(), port.option(), port.variable());
  }

  static void memoryIsEnough(long neededMib) {
    var available = availableMib();
    if (available.isPresent() && available.getAsLong() < neededMib) {
      throw new StartException(
          """
          %d MiB of memory are free, and Holdline with all its parts needs about %d MiB.
          Close other programs; or use servers that run elsewhere (HOLDLINE_DATABASE_URL, HOLDLINE_REDIS_URL,
          HOLDLINE_OIDC_ISSUER); or try all the same with --no-memory-check.\
          """
              .formatted(available.getAsLong(), neededMib));
    }
  }

  /** Nothing where the system does not say. */
  private static OptionalLong availableMib() {
    try (var lines = Files.lines(MEMORY)) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB)
          .findFirst();
    } catch (IOException notLinux) {
      return OptionalLong.empty();
    }
  }
}
