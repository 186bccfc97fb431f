package org.holdline.system.fault;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.holdline.deploy.launcher.process.ChildProcess;
import org.holdline.deploy.launcher.process.Waiting;

/** The real clamd, which knows one sign only: that of the file with which scanners are tried. */
final class Clamd implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/clamd");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** MD5 and size of that file, and what clamd is to call it. */
  private static final String SIGN = "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n";

  private static final String FILE =
      "WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo=";

  private final Path directory;
  private ChildProcess process;

  private Clamd(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    Files.createDirectories(directory.resolve("signs"));
    Files.writeString(directory.resolve("signs/eicar.hdb"), SIGN);
    Files.writeString(
        directory.resolve("clamd.conf"),
        """
        Foreground yes
        DatabaseDirectory %s
        LocalSocket %s
        StreamMaxLength 1M
        """
            .formatted(directory.resolve("signs"), socket()));
    process = launch();
  }

  static Clamd start(String name) throws IOException, InterruptedException {
    return new Clamd(Path.of("target", "fault", name, "clamd").toAbsolutePath());
  }

  /** Where it is not installed its tests are left out; in CI they are not. */
  static boolean isToBeTried() {
    return System.getenv("CI") != null || Files.isExecutable(PROGRAM);
  }

  /** What every scanner finds; nowhere written out, so that none finds this test. */
  static byte[] infected() {
    return Base64.getDecoder().decode(FILE.getBytes(StandardCharsets.US_ASCII));
  }

  /** A path of a socket is at most 107 characters long. */
  private Path socket() {
    return Path.of(System.getProperty("java.io.tmpdir"), "clamd-" + ProcessHandle.current().pid());
  }

  String address() {
    return "unix:" + socket();
  }

  private ChildProcess launch() throws InterruptedException {
    var arguments = List.of(PROGRAM.toString(), "-c", directory.resolve("clamd.conf").toString());
    var launched =
        ChildProcess.start(
            new ChildProcess.Command("Clamd", arguments, Map.of(), directory, LIMIT));
    Waiting.forPart(launched, LIMIT, this::answers);
    return launched;
  }

  private boolean answers() throws IOException {
    try (var line = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      line.connect(UnixDomainSocketAddress.of(socket()));
      line.write(ByteBuffer.wrap("nPING\n".getBytes(StandardCharsets.US_ASCII)));
      return line.read(ByteBuffer.allocate(16)) > 0;
    }
  }

  void stop() {
    process.close();
  }

  void startAgain() throws InterruptedException {
    process = launch();
  }

  @Override
  public void close() throws IOException {
    process.close();
    Files.deleteIfExists(socket());
  }
}
