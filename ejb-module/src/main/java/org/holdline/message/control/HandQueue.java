package org.holdline.message.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.holdline.identity.entity.UserId;

/** Whose hands are up, in the order in which they went up; nobody twice. */
public record HandQueue(List<RaisedHand> hands) {
  public static final HandQueue EMPTY = new HandQueue(List.of());

  public HandQueue {
    hands = List.copyOf(hands);
    if (hands.stream().map(RaisedHand::user).distinct().count() < hands.size()) {
      throw new IllegalArgumentException("nobody has two hands here");
    }
  }

  public boolean has(UserId user) {
    return position(user).isPresent();
  }

  /** From 1; nothing for somebody whose hand is down. */
  public Optional<Integer> position(UserId user) {
    return IntStream.range(0, hands.size())
        .filter(i -> hands.get(i).user().equals(user))
        .mapToObj(i -> i + 1)
        .findFirst();
  }

  /** Whoever raises a hand that is up keeps his place. */
  public HandQueue with(RaisedHand hand) {
    if (has(hand.user())) {
      return this;
    }
    var more = new ArrayList<>(hands);
    more.add(hand);
    return new HandQueue(more);
  }

  /** Those whose owners fulfil this. */
  public HandQueue only(Predicate<UserId> owners) {
    return new HandQueue(hands.stream().filter(hand -> owners.test(hand.user())).toList());
  }

  public void write(String name, FieldWriter out) {
    var indices = IntStream.range(0, hands.size()).boxed().toList();
    out.objects(name, indices, (i, fields) -> hands.get(i).write(i + 1, fields));
  }
}
