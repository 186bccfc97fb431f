package org.holdline.recording.control;

import java.util.Collection;
import java.util.List;
import org.holdline.message.control.ParticipantView;

/** What a layout makes of what is sent, moment by moment. For one thread; who has one closes it. */
interface Scene extends AutoCloseable {
  /** Writes the sound up to a moment. */
  void sound(Collection<Sender> senders, long untilMicros);

  /**
   * Writes the picture of a moment.
   *
   * @param key whether players shall be able to begin with it
   */
  void picture(
      List<ParticipantView> people, Collection<Sender> senders, long atMicros, boolean key);

  /** Hands over what is written. */
  void flush();

  /** Ends all files. */
  void finish();

  @Override
  void close();
}
