package org.holdline.deploy.launcher.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.holdline.deploy.launcher.files.Cache;
import org.holdline.deploy.launcher.process.ChildProcess;
import org.holdline.deploy.launcher.process.Jvm;
import org.holdline.deploy.launcher.process.Waiting;

/** The unpacked distribution, built once for our options so that each start is short. */
record KeycloakHome(Path directory) {
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);

  /** Unpacks and builds when no run has done so yet; half a minute, up to two on a busy machine. */
  static KeycloakHome prepared(Path zip) throws InterruptedException {
    var name = zip.getFileName().toString().replace(".zip", "");
    var home =
        new KeycloakHome(
            Cache.folder(
                name,
                folder -> {
                  unpack(zip, folder);
                  new KeycloakHome(folder).build();
                }));
    return home;
  }

  /** The program without its shell script, which would stand between us and the process to stop. */
  List<String> command(List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Jvm.program().toString());
    command.addAll(List.of("-Xms64m", "-Xmx512m", "-XX:TieredStopAtLevel=1"));
    command.add("-XX:+ExitOnOutOfMemoryError");
    for (var opened : List.of("util", "util.concurrent", "security", "lang")) {
      command.add("--add-opens=java.base/java.%s=ALL-UNNAMED".formatted(opened));
    }
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Dkc.home.dir=" + directory);
    command.add("-Djboss.server.config.dir=" + directory.resolve("conf"));
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add(
        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
            + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory");
    command.add("-Dpicocli.disable.closures=true");
    command.addAll(List.of("-cp", directory.resolve("lib/quarkus-run.jar").toString()));
    command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    command.addAll(arguments);
    return command;
  }

  private void build() throws InterruptedException {
    var build =
        new ChildProcess.Command(
            "Keycloak-build",
            command(List.of("build", "--db=dev-file", "--health-enabled=false")),
            Map.of(),
            directory,
            Duration.ofSeconds(5));
    try (var process = ChildProcess.start(build)) {
      Waiting.forEnd(process, BUILD_LIMIT);
    }
  }

  private static void unpack(Path zip, Path target) throws IOException {
    try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
      for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        unpack(entry, entries, target);
      }
    }
  }

  /** Below the target, without the first folder of the archive, which names the version. */
  private static void unpack(ZipEntry entry, InputStream content, Path target) throws IOException {
    var path = Path.of(entry.getName());
    if (entry.isDirectory() || path.getNameCount() < 2) {
      return;
    }
    var file = target.resolve(path.subpath(1, path.getNameCount())).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("An entry of the archive points outside: " + entry.getName());
    }
    Files.createDirectories(file.getParent());
    Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
