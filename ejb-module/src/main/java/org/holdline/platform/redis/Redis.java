package org.holdline.platform.redis;

import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.holdline.platform.control.LogEvent;
import org.holdline.platform.control.Metric;
import org.holdline.platform.control.StoreGauge;
import org.holdline.problem.entity.UnavailableException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.util.Pool;

/**
 * The one way to Redis, be it one server, one that Sentinels watch, or a Cluster. While a server is
 * away, calls to it fail at once ({@link Gate}). Thread-safe.
 *
 * <p>Every call may throw {@link UnavailableException} with code {@code redis_unavailable}; whether
 * the command was carried out is then unknown, so callers make their commands repeatable.
 */
public final class Redis implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Redis.class.getName());
  private static final int MOVES_MAX = 3;
  private static final String USED_MEMORY = "used_memory:";

  private final RedisSettings settings;
  private final Scripts scripts;
  private final Runnable refused;
  private final Runnable mended;
  private final Gate door;
  private final Map<HostAndPort, Gate> gates = new ConcurrentHashMap<>();
  private final Map<HostAndPort, Keeping> told = new ConcurrentHashMap<>();
  private @Nullable RedisServers servers;
  private boolean closed;

  public Redis(RedisSettings settings) {
    this(settings, metric -> {});
  }

  /**
   * @param counts is told each call that fails because Redis is away, and each damage
   */
  public Redis(RedisSettings settings, Consumer<Metric> counts) {
    this.settings = settings;
    this.scripts = new Scripts(settings);
    this.refused = () -> counts.accept(Metric.REDIS_REFUSED);
    this.mended = () -> counts.accept(Metric.REDIS_MENDED);
    this.door = new Gate(refused);
    try {
      open();
    } catch (JedisException e) {
      LOG.log(
          Level.WARNING,
          LogEvent.of("redis not found").with("address", settings.address()).with("cause", e));
      door.failed(e);
    }
  }

  /** Sentinels and Clusters have to be asked first where the masters are. */
  private synchronized RedisServers open() {
    if (servers == null) {
      if (closed) {
        throw new JedisException("closed");
      }
      servers = RedisServers.open(settings);
    }
    return servers;
  }

  private RedisServers servers() {
    return door.pass(() -> {
      try {
        var found = open();
        door.answered();
        return found;
      } catch (JedisException e) {
        throw door.failed(e);
      }
    });
  }

  /** Runs commands at the master that has the key. */
  public <T> T call(String key, Function<Jedis, T> command) {
    return reach(key, connection -> command.apply(new Jedis(connection)));
  }

  /** Runs a script at the master that has its first key. */
  public Object eval(Script script, List<String> keys, List<String> arguments) {
    var call = new Script.Call(keys, arguments);
    return reach(keys.getFirst(), connection -> scripts.run(connection, script, call));
  }

  /**
   * The same for a script whose effect is acknowledged to somebody: as many replicas as are
   * configured to confirm have it when this returns.
   */
  public Object evalConfirmed(Script script, List<String> keys, List<String> arguments) {
    var call = new Script.Call(keys, arguments);
    return reach(keys.getFirst(), connection -> scripts.runConfirmed(connection, script, call));
  }

  /**
   * Runs a script for many at once, in one round trip to each master. What fails for one of them is
   * logged and left out of the answers; the others go on.
   */
  public <T> Map<T, Object> evalAll(Script script, Map<T, Script.Call> calls) {
    var known = servers();
    var byMaster = new LinkedHashMap<HostAndPort, Map<T, Script.Call>>();
    calls.forEach((each, call) ->
        byMaster
            .computeIfAbsent(
                masterOf(known, call.keys().getFirst()), master -> new LinkedHashMap<>())
            .put(each, call));
    var answers = new LinkedHashMap<T, Object>();
    UnavailableException away = null;
    for (var part : byMaster.entrySet()) {
      try {
        answers.putAll(
            at(known, part.getKey(), each -> scripts.runAll(each, script, part.getValue())));
      } catch (UnavailableException e) {
        away = e;
      }
    }
    if (away != null && answers.isEmpty()) {
      throw away;
    }
    return answers;
  }

  /** What it holds in memory and how many of the connections to it are in use. */
  public StoreGauge.Reading gauge() {
    var known = servers();
    long bytes = 0;
    for (var master : known.masters()) {
      bytes += at(known, master, connection -> memory(new Jedis(connection).info("memory")));
    }
    int max = known.pools().stream().mapToInt(Pool::getMaxTotal).sum();
    int used = known.pools().stream().mapToInt(Pool::getNumActive).sum();
    return new StoreGauge.Reading(bytes, max, Math.max(0, max - used));
  }

  private static long memory(String info) {
    return info.lines()
        .filter(line -> line.startsWith(USED_MEMORY))
        .mapToLong(line -> Long.parseLong(line.substring(USED_MEMORY.length()).strip()))
        .sum();
  }

  /** Something damaged was found and left out or removed. */
  public void noteMended() {
    mended.run();
  }

  /** Returns when every master has answered and has been asked what it is set to keep. */
  public void ping() {
    var known = servers();
    for (var master : known.masters()) {
      at(
          known,
          master,
          connection -> {
            look(gate(master), master, connection);
            return connection.ping();
          });
    }
  }

  /**
   * Whether what the master of this key acknowledges is certain to be there later, whatever happens
   * to it.
   */
  public boolean isWhole(String key) {
    var known = servers();
    var master = masterOf(known, key);
    var keeping = gate(master).keeping();
    if (keeping == null) {
      at(known, master, Connection::ping);
      keeping = gate(master).keeping();
    }
    return keeping != null && keeping.whole();
  }

  /** What an operator should change, so that nothing acknowledged can be lost; best known. */
  public List<String> shortcomings() {
    return gates.values().stream()
        .map(Gate::keeping)
        .filter(Objects::nonNull)
        .flatMap(keeping -> keeping.shortcomings().stream())
        .distinct()
        .toList();
  }

  /** Said once, not each time. */
  private void look(Gate gate, HostAndPort master, Connection connection) {
    var found = Keeping.look(connection, settings);
    gate.keeps(found);
    if (!found.equals(told.put(master, found)) && !found.shortcomings().isEmpty()) {
      LOG.log(
          Level.WARNING,
          LogEvent.of("redis may lose what it acknowledged")
              .with("server", master)
              .with("because", String.join("; ", found.shortcomings())));
    }
  }

  private Gate gate(HostAndPort master) {
    return gates.computeIfAbsent(master, each -> new Gate(refused));
  }

  private <T> T reach(String key, Function<Connection, T> command) {
    var known = servers();
    for (int moves = 0; ; moves++) {
      try {
        return at(known, masterOf(known, key), command);
      } catch (JedisMovedDataException e) {
        if (moves == MOVES_MAX) {
          throw unavailable(e);
        }
        known.refresh();
      }
    }
  }

  private static HostAndPort masterOf(RedisServers known, String key) {
    try {
      return known.masterOf(key);
    } catch (JedisException e) {
      throw unavailable(e);
    }
  }

  private <T> T at(RedisServers known, HostAndPort master, Function<Connection, T> command) {
    var gate = gate(master);
    return gate.pass(() -> {
      try (var connection = known.connection(master)) {
        if (gate.keeping() == null) {
          look(gate, master, connection);
        }
        var answer = command.apply(connection);
        gate.answered();
        return answer;
      } catch (JedisConnectionException e) {
        var failure = gate.failed(e);
        known.suspect(master);
        throw failure;
      } catch (JedisDataException e) {
        gate.answered();
        throw Scripts.isPassing(e) ? unavailable(e) : e;
      } catch (JedisException e) {
        throw unavailable(e);
      }
    });
  }

  /**
   * A connection of its own to a present master, for a subscriber, which blocks it; the caller
   * closes it.
   */
  public Jedis dedicated() {
    var known = servers();
    var masters = known.masters();
    if (masters.isEmpty()) {
      throw new UnavailableException("redis_unavailable", "The message store is out of reach");
    }
    var any = masters.get(ThreadLocalRandom.current().nextInt(masters.size()));
    return new Jedis(known.dedicated(any));
  }

  /** Whether a dedicated connection leads to what is a master now, as far as is known. */
  public boolean isAtMaster(Jedis dedicated) {
    return servers().masters().contains(dedicated.getConnection().getHostAndPort());
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (servers != null) {
      servers.close();
    }
  }

  static UnavailableException unavailable(JedisException cause) {
    return new UnavailableException(
        "redis_unavailable", "The message store is out of reach", cause);
  }
}
