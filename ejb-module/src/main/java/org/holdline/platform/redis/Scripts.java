package org.holdline.platform.redis;

import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdline.platform.control.LogEvent;
import org.holdline.problem.entity.UnavailableException;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Runs scripts on a connection: each by its digest, and with its text only where Redis does not
 * know it yet.
 */
final class Scripts {
  private static final System.Logger LOG = System.getLogger(Scripts.class.getName());
  private static final List<String> PASSING =
      List.of(
          "LOADING",
          "READONLY",
          "OOM",
          "MISCONF",
          "BUSY",
          "MASTERDOWN",
          "CLUSTERDOWN",
          "NOREPLICAS",
          "TRYAGAIN");

  private final CommandObjects commands = new CommandObjects(RedisProtocol.RESP2);
  private final int replicasConfirm;
  private final String confirmMillis;

  Scripts(RedisSettings settings) {
    replicasConfirm = settings.replicasConfirm();
    confirmMillis = Long.toString(settings.answerMax().dividedBy(2).toMillis());
  }

  Object run(Connection connection, Script script, Script.Call call) {
    connection.sendCommand(byDigest(script, call));
    return answer(connection, script, call, read(connection, 1).getFirst());
  }

  Object runConfirmed(Connection connection, Script script, Script.Call call) {
    if (replicasConfirm == 0) {
      return run(connection, script, call);
    }
    connection.sendCommand(byDigest(script, call));
    sendWait(connection);
    var found = read(connection, 2);
    var answer = answer(connection, script, call, found.getFirst());
    requireConfirmed(
        found.getFirst() instanceof JedisNoScriptException ? waitFor(connection) : found.getLast());
    return answer;
  }

  /** What fails for one of them is logged and left out; the others go on. */
  <T> Map<T, Object> runAll(Connection connection, Script script, Map<T, Script.Call> calls) {
    var waiting = List.copyOf(calls.entrySet());
    waiting.forEach(each -> connection.sendCommand(byDigest(script, each.getValue())));
    var found = read(connection, waiting.size());
    var answers = new LinkedHashMap<T, Object>();
    for (int i = 0; i < waiting.size(); i++) {
      var each = waiting.get(i);
      try {
        answers.put(each.getKey(), answer(connection, script, each.getValue(), found.get(i)));
      } catch (JedisDataException e) {
        if (isPassing(e)) {
          throw e;
        }
        LOG.log(
            Level.ERROR, LogEvent.of("script failed").with("for", each.getKey()).with("cause", e));
      }
    }
    return answers;
  }

  private CommandArguments byDigest(Script script, Script.Call call) {
    return commands.evalsha(script.digest(), call.keys(), call.arguments()).getArguments();
  }

  /** Errors are among the answers. */
  private static List<Object> read(Connection connection, int count) {
    return connection.getMany(count);
  }

  private Object answer(Connection connection, Script script, Script.Call call, Object found) {
    if (found instanceof JedisNoScriptException) {
      return connection.executeCommand(commands.eval(script.lua(), call.keys(), call.arguments()));
    }
    if (found instanceof JedisDataException failure) {
      throw failure;
    }
    return BuilderFactory.AGGRESSIVE_ENCODED_OBJECT.build(found);
  }

  private void sendWait(Connection connection) {
    connection.sendCommand(Command.WAIT, Integer.toString(replicasConfirm), confirmMillis);
  }

  private Object waitFor(Connection connection) {
    sendWait(connection);
    return connection.getOne();
  }

  /** The effect stays, but is not acknowledged: the same again is found to be a double. */
  private void requireConfirmed(Object replicas) {
    if (!(replicas instanceof Long count) || count < replicasConfirm) {
      throw new UnavailableException(
          "redis_unavailable", "Too few replicas of the message store have confirmed");
    }
  }

  /** Loading, failing over, moving, out of memory: Redis is there, but not now. */
  static boolean isPassing(JedisDataException e) {
    var text = String.valueOf(e.getMessage());
    return e instanceof JedisAskDataException || PASSING.stream().anyMatch(text::startsWith);
  }
}
