package org.holdline.connection.boundary;

import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.holdline.message.control.Parcel;
import org.holdline.platform.control.LogEvent;

/**
 * A line of Tyrus that takes frames as bytes, so that a message for a whole room is encoded once
 * and not for each connection: Tyrus goes through a text character by character and copies it
 * several times, which was most of what a burst cost a node. Tyrus has this way for its own
 * broadcast; another container, or another version, gets a {@link StandardLine}.
 */
final class RawLine implements Line {
  private static final System.Logger LOG = System.getLogger(RawLine.class.getName());
  private static final String FIELD = "webSocket";
  private static final String METHOD = "sendRawFrame";
  private static final MethodType TYPE = MethodType.methodType(Future.class, ByteBuffer.class);

  private final MethodHandle send;
  private final Line standard;

  private RawLine(MethodHandle send, Line standard) {
    this.send = send;
    this.standard = standard;
  }

  /** Not where an extension has to see each frame. */
  static Optional<Line> find(Session socket, Line standard) {
    if (!socket.getNegotiatedExtensions().isEmpty()) {
      return Optional.empty();
    }
    try {
      var remote = socket.getAsyncRemote();
      var field = remote.getClass().getSuperclass().getDeclaredField(FIELD);
      field.setAccessible(true);
      var send = MethodHandles.publicLookup().bind(field.get(remote), METHOD, TYPE);
      return Optional.of(new RawLine(send, standard));
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(Level.DEBUG, LogEvent.of("socket takes no bytes of text").with("cause", e));
      return Optional.empty();
    }
  }

  /** What Tyrus could not hand on at once it has queued, in order: that counts as written too. */
  @Override
  public void write(Parcel frame, Consumer<Boolean> written) {
    var sent = send(frame.bytes());
    written.accept(!sent.isDone() || isOk(sent));
  }

  private Future<?> send(ByteBuffer bytes) {
    try {
      return (Future<?>) send.invoke(bytes);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("The socket takes no frame", e);
    }
  }

  private static boolean isOk(Future<?> done) {
    try {
      done.get();
      return true;
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void ping(ByteBuffer data) throws IOException {
    standard.ping(data);
  }
}
