package org.holdline.replay.control;

import java.util.List;
import java.util.function.Predicate;
import org.holdline.message.control.Parcel;
import org.jspecify.annotations.Nullable;

/**
 * The next messages for sessions, ready for clients. Sessions that get the same messages share one
 * of these, and with it what is made of them for the line. Thread-safe.
 */
public final class Deliveries {
  private final List<Delivery> all;
  private final List<LoggedMessage> messages;
  private @Nullable List<Parcel> parcels;

  private Deliveries(List<Delivery> all) {
    this.all = all;
    this.messages = all.stream().map(Delivery::message).toList();
  }

  public static Deliveries of(List<LoggedMessage> messages) {
    return new Deliveries(messages.stream().map(Delivery::of).toList());
  }

  /** This itself when all are wanted. */
  Deliveries only(Predicate<LoggedMessage> wanted) {
    return messages.stream().allMatch(wanted)
        ? this
        : new Deliveries(all.stream().filter(each -> wanted.test(each.message())).toList());
  }

  /** This itself when there are no more. */
  public Deliveries first(int count) {
    return count == all.size() ? this : new Deliveries(all.subList(0, count));
  }

  public List<LoggedMessage> messages() {
    return messages;
  }

  public int size() {
    return all.size();
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  public synchronized List<Parcel> parcels() {
    if (parcels == null) {
      parcels = Parcel.of(all.stream().map(Delivery::envelope).toList());
    }
    return parcels;
  }
}
