package org.holdline.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the server holds for connections that say nothing. */
final class MemoryBenchmark {
  private static final int ROOMS = 100;
  private static final int MEMBERS = 10;
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  private final Site site;
  private final Effort effort;

  MemoryBenchmark(Site site, Effort effort) {
    this.site = site;
    this.effort = effort;
  }

  /**
   * Bytes.
   *
   * @param heap live objects after a full collection
   * @param resident of the whole process, as the system counts it
   */
  record Held(long heap, long resident) {}

  /** Before and after. */
  record Result(int connections, int rooms, Held empty, Held full) {}

  Result run() throws IOException, InterruptedException {
    int rooms = effort.of(ROOMS);
    try (var first = new Crowd()) {
      first.fill(site, "first", rooms, MEMBERS);
    }
    var empty = held();
    try (var crowd = new Crowd()) {
      crowd.fill(site, "idle", rooms, MEMBERS);
      var full = held();
      return new Result(crowd.size(), rooms, empty, full);
    }
  }

  private Held held() throws IOException, InterruptedException {
    var pid = Long.toString(site.serverPid());
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var total = TOTAL.matcher(output(List.of(jcmd, pid, "GC.class_histogram")));
    if (!total.find()) {
      throw new IllegalStateException("jcmd shows no total");
    }
    var kibibytes = output(List.of("ps", "-o", "rss=", "-p", pid)).strip();
    return new Held(Long.parseLong(total.group(1)), Long.parseLong(kibibytes) * 1024);
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }
}
