package org.holdline.deploy.launcher.files;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.holdline.deploy.launcher.process.StartException;

/**
 * Where the build put what the launcher starts: beside its own classes. The system properties
 * {@code holdline.jar} and {@code holdline.keycloak.zip} name other places.
 */
public final class Installation {
  private Installation() {}

  /** The packed application. */
  public static Path holdlineJar() {
    var place = System.getProperty("holdline.jar");
    return place == null ? serverBuild().resolve("holdline.jar") : Path.of(place).toAbsolutePath();
  }

  /** The application as an archive for {@link #payaraMicroJar}. */
  public static Path holdlineWar() {
    return serverBuild().resolve("holdline.war");
  }

  /** Payara Micro as its makers give it out. */
  public static Path payaraMicroJar() {
    return serverBuild().resolve("payara-micro.jar");
  }

  /** What {@link #payaraMicroJar} needs on its class path: {@code --addlibs}. */
  public static Path serverLibraries() {
    return serverBuild().resolve("libs");
  }

  /** For {@code --prebootcommandfile}. */
  public static Path preBootCommands() {
    return serverBuild().resolve("pre-boot.asadmin");
  }

  /** For {@code --postbootcommandfile}. */
  public static Path postBootCommands() {
    return serverBuild().resolve("post-boot.asadmin");
  }

  /** The example of a balancer's configuration, which is also what is run. */
  public static Path balancerConfiguration() {
    return build().resolve(Path.of("..", "..", "balancer", "haproxy.cfg")).normalize();
  }

  /** The S3 service with its libraries, as {@code java -cp} takes them. */
  public static String storageClassPath() {
    var target = build().resolve(Path.of("..", "..", "storage", "target")).normalize();
    return target.resolve("classes") + File.pathSeparator + target.resolve("libs") + "/*";
  }

  /** Keycloak as its makers give it out; its name tells the version. */
  public static Path keycloakZip() {
    var place = System.getProperty("holdline.keycloak.zip");
    return place == null ? only(build().resolve("keycloak")) : Path.of(place).toAbsolutePath();
  }

  private static Path only(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".zip")).findFirst().orElseThrow();
    } catch (IOException | NoSuchElementException e) {
      throw new StartException(
          "Keycloak is missing in " + folder + ": run deploy/run, which builds", e);
    }
  }

  private static Path serverBuild() {
    return build().resolve(Path.of("..", "..", "server", "target")).normalize();
  }

  /**
   * The build folder: it holds the jar or the folder of classes that this class was loaded from.
   */
  private static Path build() {
    try {
      var source = Installation.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(source.toURI()).resolveSibling("").toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new StartException("The launcher cannot find its own place", e);
    }
  }
}
