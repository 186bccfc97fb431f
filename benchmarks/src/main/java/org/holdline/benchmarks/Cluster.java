package org.holdline.benchmarks;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.postgres.PostgresServer;
import org.holdline.deploy.launcher.postgres.PostgresSettings;
import org.holdline.deploy.launcher.process.Ports;
import org.holdline.deploy.launcher.redis.RedisServer;
import org.holdline.deploy.launcher.redis.RedisSettings;
import org.holdline.deploy.launcher.server.HoldlineServer;
import org.holdline.deploy.launcher.server.HoldlineSettings;

/**
 * Several nodes of the packed application on one PostgreSQL and one Redis, for the harnesses in
 * JavaScript: it says on standard output where they are and which processes they are, and starts a
 * node that was ended from outside when standard input says {@code start <node>}. Ends with its
 * standard input.
 */
public final class Cluster {
  private static final Secret PASSWORD = new Secret("benchmarks");

  /** Bytes of an offer, as the benchmark of files sends them. */
  private static final String LARGE_FILES = "10737418240";

  private final Deque<AutoCloseable> stores = new ArrayDeque<>();
  private final List<HoldlineServer> nodes = new ArrayList<>();
  private final Issuer issuer;
  private final RedisServer redis;

  private Cluster(Path directory, int size) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    var database =
        started(
            PostgresServer.start(
                PostgresSettings.durable(directory.resolve("postgresql"), Ports.free(), PASSWORD)));
    redis =
        started(
            RedisServer.start(
                RedisSettings.durable(directory.resolve("redis"), Ports.free(), PASSWORD)));
    issuer = started(Issuer.start());
    for (int i = 0; i < size; i++) {
      var settings =
          HoldlineSettings.local(directory.resolve("node-" + i), Ports.free())
              .on(database)
              .on(redis)
              .generous()
              .with("HOLDLINE_OIDC_ISSUER", issuer.url())
              .with("HOLDLINE_STORAGE_DIRECTORY", directory.resolve("files").toString())
              .with("HOLDLINE_STORAGE_KEY", PASSWORD.asKey())
              .with("HOLDLINE_METRICS_TOKEN", PASSWORD.value())
              .with("HOLDLINE_FILES_SIZE_MAX", LARGE_FILES);
      nodes.add(HoldlineServer.start(settings));
    }
  }

  /** Arguments: a folder for all data and logs, and the number of nodes. */
  public static void main(String[] arguments) throws Exception {
    var cluster = new Cluster(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    cluster.tell();
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var command = commands.readLine(); command != null; command = commands.readLine()) {
      cluster.obey(command);
    }
    System.exit(0);
  }

  private <P extends AutoCloseable> P started(P part) {
    stores.push(part);
    return part;
  }

  private void obey(String command) throws InterruptedException {
    var words = command.split(" ", 2);
    if (words.length != 2 || !words[0].equals("start")) {
      throw new IllegalArgumentException("not a command: " + command);
    }
    int node = Integer.parseInt(words[1]);
    nodes.set(node, HoldlineServer.start(nodes.get(node).settings()));
    tell();
  }

  /** One line with all there is to know. */
  private void tell() {
    var addresses = Json.createArrayBuilder();
    nodes.forEach(node -> addresses.add(at(node.url(), node.pid())));
    var all =
        Json.createObjectBuilder()
            .add("nodes", addresses)
            .add("redis", at(redis.url(), redis.pid()))
            .add("tokens", issuer.url() + Issuer.TOKEN_PATH)
            .add("metricsToken", PASSWORD.value());
    System.out.println(all.build());
  }

  private static JsonObjectBuilder at(String url, long pid) {
    return Json.createObjectBuilder().add("url", url).add("pid", pid);
  }

  private void stop() {
    nodes.forEach(HoldlineServer::close);
    while (!stores.isEmpty()) {
      try {
        stores.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("it was stopped by force", e);
      }
    }
  }
}
