package org.holdline.platform.redis;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * Where Redis is, and what it is made of.
 *
 * @param hosts the server; the Sentinels; or some nodes of the Cluster
 * @param master what the Sentinels call the servers that they watch; empty without Sentinels
 * @param database 0 in a Cluster
 */
public record RedisAddress(
    Form form,
    boolean tls,
    @Nullable String user,
    @Nullable String password,
    List<HostAndPort> hosts,
    String master,
    int database) {
  private static final Pattern TEXT =
      Pattern.compile(
          "(redis|rediss)(-sentinel|-cluster)?://(?:([^:@/]*):([^@/]*)@)?([^@/?#]+)"
              + "(?:/([^/?#]*))?(?:/(\\d{1,4}))?");
  private static final Pattern HOST =
      Pattern.compile("(\\[[^\\]]+\\]|[^:\\[\\]]+)(?::(\\d{1,5}))?");
  private static final int PORT = 6379;
  private static final int SENTINEL_PORT = 26379;
  private static final String KEY = "holdline.redis.url";

  /** What Redis is made of. */
  public enum Form {
    STANDALONE,
    SENTINEL,
    CLUSTER
  }

  public RedisAddress {
    hosts = List.copyOf(hosts);
  }

  /**
   * Reads {@code redis://[user:password@]host:port[/database]}, {@code
   * redis-sentinel://...host:port,host:port/master[/database]} or {@code
   * redis-cluster://...host:port,host:port}; {@code rediss} for TLS.
   *
   * @throws IllegalArgumentException when it is none of them; the text may hold a password and is
   *     not repeated
   */
  public static RedisAddress parse(String text) {
    var part = TEXT.matcher(text.strip());
    if (!part.matches()) {
      throw new IllegalArgumentException(
          KEY
              + " must be redis://host:port, redis-sentinel://host:port,host:port/master or"
              + " redis-cluster://host:port,host:port (rediss for TLS)");
    }
    var form = form(part.group(2));
    var first = orEmpty(part.group(6));
    var second = orEmpty(part.group(7));
    return checked(
        new RedisAddress(
            form,
            part.group(1).equals("rediss"),
            emptyToNull(part.group(3)),
            emptyToNull(part.group(4)),
            hosts(part.group(5), form == Form.SENTINEL ? SENTINEL_PORT : PORT),
            form == Form.SENTINEL ? first : "",
            database(form == Form.SENTINEL ? second : first)),
        form == Form.SENTINEL ? "" : second);
  }

  private static Form form(@Nullable String suffix) {
    return switch (orEmpty(suffix)) {
      case "-sentinel" -> Form.SENTINEL;
      case "-cluster" -> Form.CLUSTER;
      default -> Form.STANDALONE;
    };
  }

  private static RedisAddress checked(RedisAddress address, String rest) {
    boolean fits =
        switch (address.form) {
          case STANDALONE -> address.hosts.size() == 1;
          case SENTINEL -> !address.master.isEmpty();
          case CLUSTER -> address.database == 0;
        };
    if (!fits || !rest.isEmpty()) {
      throw new IllegalArgumentException(
          KEY
              + ": redis:// names one server, redis-sentinel:// ends in the master's name,"
              + " redis-cluster:// has no database");
    }
    return address;
  }

  private static List<HostAndPort> hosts(String list, int defaultPort) {
    return Arrays.stream(list.split(",", -1)).map(each -> host(each, defaultPort)).toList();
  }

  private static HostAndPort host(String text, int defaultPort) {
    var part = HOST.matcher(text.strip());
    if (!part.matches()) {
      throw new IllegalArgumentException(KEY + " has a host that cannot be read: " + text);
    }
    int port = part.group(2) == null ? defaultPort : Integer.parseInt(part.group(2));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(KEY + " has a port that cannot be: " + text);
    }
    return new HostAndPort(part.group(1), port);
  }

  private static int database(String text) {
    if (!text.isEmpty() && !text.matches("\\d{1,4}")) {
      throw new IllegalArgumentException(KEY + " has a database that is no number: " + text);
    }
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : decoded(text);
  }

  /** A password may hold any character, written as in every URL. */
  private static String decoded(String text) {
    return java.net.URLDecoder.decode(
        text.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return form + " " + hosts + (master.isEmpty() ? "" : " " + master);
  }
}
