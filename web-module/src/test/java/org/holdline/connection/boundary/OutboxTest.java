package org.holdline.connection.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdline.platform.control.Background;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final AtomicInteger tries = new AtomicInteger();

  /** What is to run soon runs at once. */
  private static final class AtOnce implements Background {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void executePatient(Runnable task) {
      task.run();
    }

    @Override
    public void every(Duration pause, Runnable task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void forever(String name, Runnable task) {
      throw new UnsupportedOperationException();
    }
  }

  /** As the container's, which refuses everything once it is closed. */
  private Session closedSocket() {
    return (Session)
        Proxy.newProxyInstance(
            Session.class.getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) -> {
              tries.incrementAndGet();
              throw new IllegalStateException("The connection has been closed.");
            });
  }

  /** Takes frames and never says that one has been written. */
  private static Session stuckSocket(List<Object> frames) {
    var remote =
        Proxy.newProxyInstance(
            RemoteEndpoint.Async.class.getClassLoader(),
            new Class<?>[] {RemoteEndpoint.Async.class},
            (proxy, method, arguments) -> {
              frames.add(arguments[0]);
              return null;
            });
    return (Session)
        Proxy.newProxyInstance(
            Session.class.getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) -> remote);
  }

  @Test
  void whatNobodyKeepsIsLeftOutFirstWhenTheReaderIsSlow() {
    var frames = new ArrayList<Object>();
    var outbox = new Outbox(stuckSocket(frames), true, new AtOnce(), tries::incrementAndGet);
    assertThat(outbox.offerPassing(List.of("{}"))).isTrue();
    assertThat(frames).containsExactly("{}");
    outbox.offer(Collections.nCopies(200, "{}"));
    assertThat(outbox.offerPassing(List.of("{}"))).isTrue();
    assertThat(outbox.offerPassing(List.of("{}"))).isFalse();
    outbox.offer(List.of("{}"));
    assertThat(tries).as("the connection is not given up for it").hasValue(0);
    outbox.close();
    assertThat(outbox.offerPassing(List.of("{}"))).isFalse();
  }

  @Test
  void aSocketThatClosedMeanwhileIsNoFaultAndIsNotTriedAgain() throws InterruptedException {
    var outbox = new Outbox(closedSocket(), true, new AtOnce(), () -> {});
    assertThatNoException().isThrownBy(() -> outbox.offer(List.of("{}")));
    outbox.offer(List.of("{}"));
    assertThat(tries).hasValue(1);
    assertThat(outbox.awaitLowWater(Duration.ZERO)).isFalse();
  }
}
