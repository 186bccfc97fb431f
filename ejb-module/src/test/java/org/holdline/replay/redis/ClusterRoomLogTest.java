package org.holdline.replay.redis;

import org.holdline.platform.redis.TestCluster;
import org.holdline.replay.control.Reader;
import org.holdline.replay.control.RoomLog;
import org.holdline.replay.control.RoomLogContract;
import org.holdline.room.entity.RoomId;
import org.holdline.session.control.Attachment;
import org.holdline.session.control.SessionKey;
import org.holdline.session.redis.TestNode;
import org.junit.jupiter.api.AfterEach;

/** The room log in a Cluster: all keys of a room are in one slot. */
class ClusterRoomLogTest implements RoomLogContract {
  private final TestNode node =
      new TestNode(TestCluster.shared().open(), TestNode.REPLAY, TestNode.SESSIONS);

  @AfterEach
  void close() {
    node.close();
  }

  @Override
  public RoomLog log() {
    return node.log();
  }

  @Override
  public RoomId freshRoom() {
    return TestNode.freshRoom();
  }

  @Override
  public Reader enter(RoomId room, String user) {
    var key = node.join(room, user).attachment().key();
    return new Reader(key.user(), key.session());
  }

  @Override
  public void takeOver(RoomId room, Reader session) {
    node.join(room, session.user().value());
  }

  @Override
  public void leave(RoomId room, Reader session) {
    var key = new SessionKey(room, session.user(), session.session());
    node.sessions().leave(new Attachment(key, 1));
  }

  @Override
  public void lose(RoomId room) {
    var meta = new RoomKeys(room).meta();
    node.redis().call(meta, jedis -> jedis.del(meta));
  }
}
