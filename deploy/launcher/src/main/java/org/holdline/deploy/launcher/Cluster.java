package org.holdline.deploy.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdline.deploy.launcher.balancer.Balancer;
import org.holdline.deploy.launcher.server.HoldlineSettings;

/** {@code deploy/cluster}: two nodes on one set of stores behind a balancer. */
final class Cluster {
  private static final int NODES = 2;
  private static final long BALANCER_MIB = 50;

  private final Options options;
  private final DataFolder data;
  private final Screen screen;
  private final Parts parts;
  private final Foundation foundation;
  private final List<Node> nodes = new ArrayList<>();

  Cluster(Options options, DataFolder data, Screen screen, Parts parts) {
    this.options = options;
    this.data = data;
    this.screen = screen;
    this.parts = parts;
    this.foundation = new Foundation(options, data, screen, parts);
  }

  /** Returns when all is healthy. */
  void start() throws InterruptedException {
    foundation.check(ports(), NODES * Run.SERVER_MIB + BALANCER_MIB);
    var signOn = foundation.signOn(origins(), Optional.empty());
    var common =
        foundation.under(
            HoldlineSettings.local(data.folder(""), options.httpPort().number()), signOn);
    screen.say("Starting %d nodes of Holdline".formatted(NODES));
    for (int number = 1; number <= NODES; number++) {
      nodes.add(parts.add(Node.launch("Node " + number, node(common, number), screen)));
    }
    var balancer =
        parts.add(
            Balancer.launch(data.folder("balancer"), options.httpPort().number(), nodePorts()));
    foundation.awaitSignOn(signOn);
    for (var node : nodes) {
      node.awaitReady();
    }
    balancer.awaitReady();
    screen.say("The balancer is ready, port " + options.httpPort().number());
    screen.address(balancer.url());
    signOn.ifPresent(realm -> screen.users(realm.issuer(), foundation.adminPassword()));
    screen.nodes();
    screen.folders(data);
  }

  private List<Options.Port> ports() {
    var ports = new ArrayList<>(List.of(options.httpPort()));
    for (int number = 1; number <= NODES; number++) {
      ports.add(options.nodePort(number));
    }
    return ports;
  }

  private List<Integer> nodePorts() {
    return ports().stream().skip(1).map(Options.Port::number).toList();
  }

  private List<String> origins() {
    var port = options.httpPort().number();
    return List.of("http://127.0.0.1:" + port, "http://localhost:" + port);
  }

  private HoldlineSettings node(HoldlineSettings common, int number) {
    var name = "node-" + number;
    return new HoldlineSettings(
            data.folder(name),
            options.nodePort(number).number(),
            common.environment(),
            common.jvmOptions(),
            null)
        .with("HOLDLINE_NODE_NAME", name);
  }

  /** Returns only by an interrupt, or by an exception that tells which part has died. */
  void watch() throws InterruptedException {
    while (true) {
      parts.requireAlive(data);
      for (var node : nodes) {
        node.watch();
      }
      Thread.sleep(Parts.WATCH);
    }
  }
}
