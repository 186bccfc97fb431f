package org.holdline.recording.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdline.message.control.ParticipantView;
import org.holdline.text.Words;

/**
 * A file for each track, all on the timeline of the segment, and that timeline. A track begins with
 * the first that comes of it and goes on until its sender has left.
 */
final class TracksScene implements Scene {
  private final Codecs codecs;
  private final Take take;
  private final CaptureEvents events;
  private final Map<Sender, SoundTrack> sounds = new HashMap<>();
  private final Map<Sender, PictureTrack> pictures = new HashMap<>();
  private int tracks;

  TracksScene(Codecs codecs, Take take, CaptureEvents events) {
    this.codecs = codecs;
    this.take = take;
    this.events = events;
  }

  /** A file that is being written. */
  private interface Track {
    Output output();
  }

  /** Somebody's sound, mixed with nobody's. */
  private record SoundTrack(Output output, Mixer mixer) implements Track {}

  /** Somebody's picture, fitted into the size that was asked for. */
  private record PictureTrack(Output output, Composer composer) implements Track {}

  @Override
  public void sound(Collection<Sender> senders, long untilMicros) {
    endWhoLeft(sounds, senders);
    endWhoLeft(pictures, senders);
    for (var sender : senders) {
      if (sender.voice().hasBegun()) {
        var track =
            sounds.computeIfAbsent(sender, each -> openSound(each, Math.max(0, untilMicros)));
        while (track.mixer.isDue(untilMicros)) {
          track.output.sound(track.mixer.mix(List.of(sender.voice())));
        }
      }
    }
  }

  @Override
  public void picture(
      List<ParticipantView> people, Collection<Sender> senders, long atMicros, boolean key) {
    for (var sender : senders) {
      var shown = sender.shown();
      if (shown != null) {
        var track = pictures.computeIfAbsent(sender, each -> openPictures(each, atMicros));
        var id = sender.session().value();
        var alone = people.stream().filter(person -> person.sessionId().equals(id)).toList();
        track.output.picture(track.composer.draw(alone, Map.of(id, shown)), atMicros, key);
      }
    }
  }

  private SoundTrack openSound(Sender sender, long atMicros) {
    var mixer = new Mixer(atMicros);
    var name = name("audio");
    tell(name, sender, "audio", mixer.atMicros());
    return new SoundTrack(
        Output.sound(codecs, take, mixer.atMicros(), piece -> events.piece(name, piece)), mixer);
  }

  private PictureTrack openPictures(Sender sender, long atMicros) {
    var name = name("video");
    tell(name, sender, "video", atMicros);
    var composer = Composer.withoutNames(take.quality().width(), take.quality().height());
    return new PictureTrack(
        Output.pictures(codecs, take, piece -> events.piece(name, piece)), composer);
  }

  private String name(String kind) {
    tracks++;
    return "%s-%d-%d".formatted(kind, take.segment(), tracks);
  }

  private void tell(String name, Sender sender, String kind, long atMicros) {
    var file = name + "." + Words.of(take.format());
    var line = Timeline.line(file, sender.session(), kind, atMicros);
    events.piece(Timeline.STREAM, ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
  }

  private static void endWhoLeft(Map<Sender, ? extends Track> tracks, Collection<Sender> senders) {
    for (var track : List.copyOf(tracks.entrySet())) {
      if (!senders.contains(track.getKey())) {
        tracks.remove(track.getKey());
        end(track.getValue().output());
      }
    }
  }

  private static void end(Output output) {
    try (output) {
      output.finish();
    }
  }

  private List<Output> outputs() {
    var all = new ArrayList<Output>();
    sounds.values().forEach(track -> all.add(track.output));
    pictures.values().forEach(track -> all.add(track.output));
    return all;
  }

  @Override
  public void flush() {
    outputs().forEach(Output::flush);
  }

  @Override
  public void finish() {
    outputs().forEach(Output::finish);
  }

  @Override
  public void close() {
    outputs().forEach(Output::close);
  }
}
