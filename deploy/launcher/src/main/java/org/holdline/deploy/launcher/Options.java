package org.holdline.deploy.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdline.deploy.launcher.process.StartException;
import org.holdline.deploy.launcher.tls.LocalAddresses;

/**
 * What the person who starts it wants: arguments first, then environment variables, then defaults.
 */
record Options(Map<String, String> values, Map<String, String> environment) {
  private static final String HTTPS = "--https";
  private static final String NO_MEMORY_CHECK = "--no-memory-check";
  private static final Map<String, Command> OWN =
      Map.of(HTTPS, Command.RUN, "--https-port", Command.RUN, "--node-port", Command.CLUSTER);
  private static final Map<String, String> VARIABLES =
      Map.of(
          "--data", "HOLDLINE_DATA",
          "--port", "HOLDLINE_HTTP_PORT",
          "--https-port", "HOLDLINE_HTTPS_PORT",
          "--node-port", "HOLDLINE_NODE_PORT",
          "--keycloak-port", "HOLDLINE_KEYCLOAK_PORT",
          "--postgres-port", "HOLDLINE_POSTGRES_PORT",
          "--redis-port", "HOLDLINE_REDIS_PORT",
          "--storage-port", "HOLDLINE_STORAGE_PORT");
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--data", ".holdline",
          "--port", "8080",
          "--https-port", "8443",
          "--node-port", "8091",
          "--keycloak-port", "8180",
          "--postgres-port", "5532",
          "--redis-port", "6479",
          "--storage-port", "8280");

  static Options parse(Command command, List<String> arguments, Map<String, String> environment) {
    var values = new HashMap<String, String>();
    var rest = arguments.iterator();
    while (rest.hasNext()) {
      var argument = rest.next();
      var name = argument.replaceFirst("=.*", "");
      if (OWN.getOrDefault(name, command) != command) {
        throw unknown(command, name);
      } else if (name.equals(HTTPS)) {
        values.put(HTTPS, inline(argument).orElseGet(LocalAddresses::main));
      } else if (name.equals(NO_MEMORY_CHECK)) {
        values.put(NO_MEMORY_CHECK, "");
      } else if (!DEFAULTS.containsKey(name)) {
        throw unknown(command, name);
      } else if (inline(argument).isPresent()) {
        values.put(name, inline(argument).get());
      } else if (rest.hasNext()) {
        values.put(name, rest.next());
      } else {
        throw new StartException(name + " needs a value");
      }
    }
    return new Options(Map.copyOf(values), Map.copyOf(environment));
  }

  private static StartException unknown(Command command, String name) {
    return new StartException(
        "Unknown option %s. %s --help lists them".formatted(name, command.program()));
  }

  private static Optional<String> inline(String argument) {
    var equals = argument.indexOf('=');
    return equals < 0 ? Optional.empty() : Optional.of(argument.substring(equals + 1));
  }

  Path data() {
    return Path.of(value("--data")).toAbsolutePath().normalize();
  }

  /** The name or address at which other devices reach this machine, when they shall. */
  Optional<String> httpsHost() {
    return Optional.ofNullable(values.get(HTTPS));
  }

  boolean checksMemory() {
    return !values.containsKey(NO_MEMORY_CHECK);
  }

  Port httpPort() {
    return port("HTTP", "--port");
  }

  Port httpsPort() {
    return port("HTTPS", "--https-port");
  }

  /** Of each node of several, the first of which has number 1. */
  Port nodePort(int number) {
    var first = port("node 1", "--node-port");
    return new Port(
        "node " + number, first.number() + number - 1, first.option(), first.variable());
  }

  Port keycloakPort() {
    return port("Keycloak", "--keycloak-port");
  }

  Port postgresPort() {
    return port("PostgreSQL", "--postgres-port");
  }

  Port redisPort() {
    return port("Redis", "--redis-port");
  }

  Port storagePort() {
    return port("the S3 service", "--storage-port");
  }

  /** Whether that is said already, such as a server elsewhere, so that none is started here. */
  boolean isOutside(String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }

  private Port port(String use, String option) {
    try {
      var number = Integer.parseInt(value(option));
      if (number > 0 && number < 65536) {
        return new Port(use, number, option, variable(option));
      }
    } catch (NumberFormatException notANumber) {
      // told below, like a number out of range
    }
    throw new StartException(
        "%s (%s) must be a port between 1 and 65535, not %s"
            .formatted(option, variable(option), value(option)));
  }

  private String value(String option) {
    var otherwise = DEFAULTS.getOrDefault(option, "");
    var fromEnvironment = environment.getOrDefault(variable(option), otherwise);
    return values.getOrDefault(option, fromEnvironment);
  }

  private static String variable(String option) {
    return VARIABLES.getOrDefault(option, "");
  }

  /**
   * A port and how to choose another.
   *
   * @param use what listens there, for messages
   */
  record Port(String use, int number, String option, String variable) {}
}
