package org.holdline.recording.control;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import org.holdline.message.control.ParticipantView;

/** One picture and one sound of all, in one file. */
final class ComposedScene implements Scene {
  private static final String STREAM = "composed";

  private final Composer composer;
  private final Mixer mixer = new Mixer(0);
  private final Output output;

  ComposedScene(Codecs codecs, Take take, CaptureEvents events) {
    composer = Composer.withNames(take.quality().width(), take.quality().height());
    output = Output.composed(codecs, take, piece -> events.piece(STREAM, piece));
  }

  @Override
  public void sound(Collection<Sender> senders, long untilMicros) {
    var voices = senders.stream().map(Sender::voice).toList();
    while (mixer.isDue(untilMicros)) {
      output.sound(mixer.mix(voices));
    }
  }

  @Override
  public void picture(
      List<ParticipantView> people, Collection<Sender> senders, long atMicros, boolean key) {
    var pictures = new HashMap<String, Picture>();
    for (var sender : senders) {
      var shown = sender.shown();
      if (shown != null) {
        pictures.put(sender.session().value(), shown);
      }
    }
    output.picture(composer.draw(people, pictures), atMicros, key);
  }

  @Override
  public void flush() {
    output.flush();
  }

  @Override
  public void finish() {
    output.finish();
  }

  @Override
  public void close() {
    output.close();
  }
}
