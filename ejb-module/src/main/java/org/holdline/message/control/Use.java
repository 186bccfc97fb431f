package org.holdline.message.control;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who may say a type, and what a payload of it is. A built type cannot be written into the table
 * without its record.
 */
record Use(
    Direction direction,
    @Nullable Function<Fields, ClientPayload> reader,
    @Nullable Class<? extends ServerPayload> sent) {
  static Use client(Function<Fields, ClientPayload> reader) {
    return new Use(Direction.CLIENT, reader, null);
  }

  static Use server(Class<? extends ServerPayload> sent) {
    return new Use(Direction.SERVER, null, sent);
  }

  static Use both(Function<Fields, ClientPayload> reader, Class<? extends ServerPayload> sent) {
    return new Use(Direction.BOTH, reader, sent);
  }

  /** Known, not built yet. */
  static Use declared(Direction direction) {
    return new Use(direction, null, null);
  }

  boolean isBuilt() {
    return reader != null || sent != null;
  }
}
