package org.holdline.message.control;

import java.util.EnumSet;
import java.util.Optional;

/** A constant that has a name on the wire. */
public interface WireNamed {
  String wireName();

  static <E extends Enum<E> & WireNamed> Optional<E> find(Class<E> words, String wireName) {
    for (E word : EnumSet.allOf(words)) {
      if (word.wireName().equals(wireName)) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }
}
