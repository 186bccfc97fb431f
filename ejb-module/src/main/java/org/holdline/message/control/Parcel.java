package org.holdline.message.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finished envelopes that go out in one frame, in order. Its bytes are made once, however many
 * connections it is written to. Thread-safe.
 */
public final class Parcel {
  /** So that a frame stays below 64 KiB where its text is ASCII. */
  public static final int CHARS_MAX = 60_000;

  private static final byte FINAL_TEXT = (byte) 0x81;
  private static final int SHORT_MAX = 125;
  private static final int MIDDLE_MAX = 0xFFFF;
  private static final byte MIDDLE = 126;
  private static final byte LONG = 127;

  private final List<String> envelopes;
  private final int chars;
  private @Nullable ByteBuffer bytes;

  private Parcel(List<String> envelopes, int chars) {
    this.envelopes = envelopes;
    this.chars = chars;
  }

  public static Parcel of(String envelope) {
    return new Parcel(List.of(envelope), envelope.length());
  }

  /** As few as hold these, in order. */
  public static List<Parcel> of(List<String> envelopes) {
    var parcels = new ArrayList<Parcel>();
    int from = 0;
    int chars = 0;
    for (int i = 0; i < envelopes.size(); i++) {
      int next = envelopes.get(i).length();
      if (i > from && chars + next > CHARS_MAX) {
        parcels.add(new Parcel(List.copyOf(envelopes.subList(from, i)), chars));
        from = i;
        chars = 0;
      }
      chars += next;
    }
    if (from < envelopes.size()) {
      parcels.add(new Parcel(List.copyOf(envelopes.subList(from, envelopes.size())), chars));
    }
    return parcels;
  }

  /** Several in one, in order. */
  public static Parcel joined(List<Parcel> parcels) {
    if (parcels.size() == 1) {
      return parcels.getFirst();
    }
    var all = parcels.stream().flatMap(each -> each.envelopes.stream()).toList();
    return new Parcel(all, parcels.stream().mapToInt(Parcel::chars).sum());
  }

  public List<String> envelopes() {
    return envelopes;
  }

  public int size() {
    return envelopes.size();
  }

  /** Of the envelopes alone. */
  public int chars() {
    return chars;
  }

  /** The text of the frame. */
  public String text() {
    return Wire.frame(envelopes);
  }

  /** The frame as it goes over the line from a server: a whole text message of RFC 6455. */
  public synchronized ByteBuffer bytes() {
    if (bytes == null) {
      bytes = encode(text().getBytes(StandardCharsets.UTF_8));
    }
    return bytes.duplicate();
  }

  private static ByteBuffer encode(byte[] text) {
    var frame = ByteBuffer.allocate(text.length + 2 + Long.BYTES).put(FINAL_TEXT);
    if (text.length <= SHORT_MAX) {
      frame.put((byte) text.length);
    } else if (text.length <= MIDDLE_MAX) {
      frame.put(MIDDLE).putShort((short) text.length);
    } else {
      frame.put(LONG).putLong(text.length);
    }
    return frame.put(text).flip();
  }
}
