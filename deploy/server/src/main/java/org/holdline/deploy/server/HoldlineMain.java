package org.holdline.deploy.server;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Boots Payara Micro, deploys the archive inside this jar and proves that it is deployed. */
public final class HoldlineMain {
  private static final System.Logger LOG = System.getLogger(HoldlineMain.class.getName());
  private static final String APPLICATION = "holdline";
  private static final String ARCHIVE = "/MICRO-INF/app/holdline.ear";

  private HoldlineMain() {}

  /**
   * Takes the options of Payara Micro. It cannot deploy an EAR while it boots, so that is done
   * afterwards.
   */
  public static void main(String[] args) throws Exception {
    BootSettings.completeFrom(System.getenv(), System.getProperties());
    var server = boot(args);
    BootSettings.sayWhereToWarmUp(
        server.getLocalDescriptor().getHttpPorts(), System.getProperties());
    if (!deploy(server)) {
      LOG.log(
          System.Logger.Level.ERROR,
          "Holdline could not be deployed, the reason stands above. The server stops.");
      server.shutdown();
      System.exit(1);
    }
    new DrainBeforeStop().install();
    LOG.log(System.Logger.Level.INFO, "Holdline is deployed");
  }

  /** Boots alone, without a cluster of the server's own: the nodes share Redis and PostgreSQL. */
  private static PayaraMicroRuntime boot(String[] args)
      throws BootstrapException, ReflectiveOperationException, Exception {
    var options = new ArrayList<>(List.of("--nohazelcast", "--disablephonehome"));
    options.addAll(List.of(args));
    return PayaraMicroLauncher.create(options.toArray(String[]::new)).getRuntime();
  }

  /** The server answers true for a failed deployment as well; only its list of names tells. */
  private static boolean deploy(PayaraMicroRuntime server) throws IOException {
    var directory = Files.createTempDirectory("holdline");
    var archive = directory.resolve(APPLICATION + ".ear");
    try {
      unpack(archive);
      return server.deploy(archive.toFile())
          && server.getDeployedApplicationNames().contains(APPLICATION);
    } finally {
      Files.deleteIfExists(archive);
      Files.deleteIfExists(directory);
    }
  }

  private static void unpack(Path archive) throws IOException {
    try (var stored = HoldlineMain.class.getResourceAsStream(ARCHIVE)) {
      if (stored == null) {
        throw new FileNotFoundException(ARCHIVE + " is missing in this jar");
      }
      Files.copy(stored, archive);
    }
  }
}
