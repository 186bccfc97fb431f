package org.holdline.system.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A WebSocket to a room by hand: it reads when it is told to, and answers no ping. */
public final class UnreadSocket implements AutoCloseable {
  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int READ_LIMIT_MS = 30_000;

  /** Small, so that what is not read is soon the server's. */
  private static final int RECEIVE_BYTES = 8_192;

  private final Socket socket = new Socket();
  private final DataInputStream in;

  /** Opens it as an SDK does. */
  public UnreadSocket(URI server, String room, String token) throws IOException {
    socket.setReceiveBufferSize(RECEIVE_BYTES);
    socket.setSoTimeout(READ_LIMIT_MS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
    in = new DataInputStream(socket.getInputStream());
    var request =
        """
        GET /webrtc/ws/%s HTTP/1.1
        Host: %s
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
        Sec-WebSocket-Protocol: holdline.v1
        Authorization: Bearer %s

        """
            .formatted(room, server.getAuthority(), token);
    socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(US_ASCII));
    readHead();
  }

  private void readHead() throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException(head.toString());
    }
  }

  /** Sends one envelope, masked with zeros. */
  public void send(JsonObject envelope) throws IOException {
    var text = envelope.toString().getBytes(UTF_8);
    var frame = ByteBuffer.allocate(text.length + 8);
    frame.put((byte) (0x80 | TEXT));
    frame.put((byte) (0x80 | 126)).putShort((short) text.length).putInt(0).put(text);
    socket.getOutputStream().write(frame.array());
  }

  private record Frame(int opcode, ByteBuffer content) {}

  private Frame read() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0f;
    int size = in.readUnsignedByte();
    long length = size == 126 ? in.readUnsignedShort() : size == 127 ? in.readLong() : size;
    return new Frame(opcode, ByteBuffer.wrap(in.readNBytes(Math.toIntExact(length))));
  }

  /** Reads until one of that type has come. */
  public JsonObject await(String type) throws IOException {
    while (true) {
      for (var envelope : envelopes(read())) {
        if (envelope.getString("type").equals(type)) {
          return envelope.getJsonObject("payload");
        }
      }
    }
  }

  private static List<JsonObject> envelopes(Frame frame) {
    return frame.opcode() == TEXT
        ? Json.objects(Json.read(UTF_8.decode(frame.content()).toString()))
        : List.of();
  }

  /** Reads all there is, up to the close; answers its code, if there was one. */
  public Optional<Integer> readToTheEnd(List<JsonObject> into) throws IOException {
    var told = new ArrayList<JsonObject>();
    try {
      for (var frame = read(); ; frame = read()) {
        if (frame.opcode() == CLOSE) {
          return Optional.of((int) frame.content().getShort());
        }
        told.addAll(envelopes(frame));
      }
    } catch (EOFException end) {
      return Optional.empty();
    } finally {
      into.addAll(told);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
