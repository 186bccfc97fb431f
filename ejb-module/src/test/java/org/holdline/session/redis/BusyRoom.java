package org.holdline.session.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.holdline.identity.entity.UserId;
import org.holdline.message.control.Role;
import org.holdline.platform.redis.TestRedis;
import org.holdline.replay.control.LoggedMessage;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Admission.Admitted;
import org.holdline.session.control.Attachment;
import org.jspecify.annotations.Nullable;

/** One room, several nodes, and people who act at the same time. */
final class BusyRoom implements AutoCloseable {
  private final RoomId id = TestNode.freshRoom();
  private final List<TestNode> nodes = new ArrayList<>();
  private final List<UserId> users;
  private final Map<UserId, Attachment> present = new ConcurrentHashMap<>();

  /** What somebody wishes at a node, perhaps of another; the choice says what. */
  @FunctionalInterface
  interface Wish {
    void act(TestNode node, UserId self, UserId other, int choice);
  }

  BusyRoom(TestRedis server, int nodes, String... users) {
    for (int i = 0; i < nodes; i++) {
      this.nodes.add(new TestNode(server.open(), TestNode.REPLAY, TestNode.SESSIONS));
    }
    this.users = Stream.of(users).map(UserId::new).toList();
  }

  RoomId id() {
    return id;
  }

  /** One of the nodes, which all know the same. */
  TestNode node() {
    return nodes.getFirst();
  }

  /** Each person does what he wishes one after the other, at the same time as the others. */
  void play(List<Integer> wishes, Wish wish) throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(users.size())) {
      var done = new ArrayList<Future<?>>();
      for (int i = 0; i < users.size(); i++) {
        int person = i;
        done.add(
            threads.submit(() -> {
              for (int at = person; at < wishes.size(); at += users.size()) {
                act(wish, users.get(person), wishes.get(at));
              }
            }));
      }
      for (var each : done) {
        each.get();
      }
    }
  }

  private void act(Wish wish, UserId self, int number) {
    int rest = number / nodes.size();
    var other = users.get(rest % users.size());
    wish.act(nodes.get(number % nodes.size()), self, other, rest / users.size());
  }

  void enter(TestNode node, UserId user, Role role) {
    if (!present.containsKey(user)) {
      var plain = TestNode.arrival(id, user.value());
      if (node.sessions().admit(TestNode.as(plain, role)) instanceof Admitted in) {
        present.put(user, in.attachment());
      }
    }
  }

  void leave(TestNode node, UserId user) {
    var attachment = present.remove(user);
    if (attachment != null) {
      node.sessions().leave(attachment);
    }
  }

  @Nullable Attachment attachment(UserId user) {
    return present.get(user);
  }

  Set<UserId> present() {
    return present.keySet();
  }

  /** All that the room was told, in order. */
  void tell(Consumer<LoggedMessage> story) {
    node().log().read(id, 0, List.of(), 10_000).ifPresent(page -> page.messages().forEach(story));
  }

  @Override
  public void close() {
    nodes.forEach(TestNode::close);
  }
}
