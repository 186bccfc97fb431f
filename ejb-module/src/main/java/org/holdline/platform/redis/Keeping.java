package org.holdline.platform.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What a server is set to keep.
 *
 * @param whole whatever it acknowledges outlives its process, its machine's power and its reign as
 *     master
 * @param shortcomings what would have to be changed, in words for the operator
 */
record Keeping(boolean whole, List<String> shortcomings) {
  private static final Map<String, String> DURABLE =
      new TreeMap<>(
          Map.of("appendonly", "yes", "appendfsync", "always", "no-appendfsync-on-rewrite", "no"));

  Keeping {
    shortcomings = List.copyOf(shortcomings);
  }

  static Keeping look(Connection connection, RedisSettings settings) {
    var jedis = new Jedis(connection);
    var found = new ArrayList<String>();
    try {
      DURABLE.forEach((name, wanted) -> check(jedis, name, wanted, found));
      if (hasReplicas(jedis, settings) && settings.replicasConfirm() == 0) {
        found.add("holdline.redis.replicas-confirm should be the number of replicas");
      }
      boolean whole = found.isEmpty();
      check(jedis, "maxmemory-policy", "noeviction", found);
      return new Keeping(whole, found);
    } catch (JedisDataException e) {
      return new Keeping(false, List.of("CONFIG GET and INFO should be allowed"));
    }
  }

  private static void check(Jedis jedis, String name, String wanted, List<String> found) {
    var value = jedis.configGet(name).get(name);
    if (!wanted.equals(value)) {
      found.add("%s is %s and should be %s".formatted(name, value, wanted));
    }
  }

  /** A server whose replica may take its place some day, whether or not it follows just now. */
  private static boolean hasReplicas(Jedis jedis, RedisSettings settings) {
    return settings.address().form() != RedisAddress.Form.STANDALONE
        || !jedis.info("replication").contains("connected_slaves:0");
  }
}
