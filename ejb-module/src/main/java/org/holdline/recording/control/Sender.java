package org.holdline.recording.control;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.holdline.message.control.Signal.IceCandidate;
import org.holdline.message.control.Target;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.room.entity.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * What one session sends: its peer connection, its pictures and its sound. Media come on WebRTC's
 * threads and are taken by the capture's; offers and candidates on any.
 */
final class Sender implements MediaReceiver {
  /** Five seconds: more waits only while the capture stands still. */
  private static final int SOUNDS_MAX = 500;

  /** Almost a second: more waits only while the capture stands still. */
  private static final int PICTURES_MAX = 24;

  private static final int EARLY_MAX = 64;

  private final SessionId session;
  private final Function<MediaReceiver, MediaPeer> peers;
  private final CaptureEvents events;
  private final Voice voice;
  private final BlockingQueue<Sound> sounds = new ArrayBlockingQueue<>(SOUNDS_MAX);
  private final BlockingQueue<Seen> pictures = new ArrayBlockingQueue<>(PICTURES_MAX);
  private final List<IceCandidate> early = new ArrayList<>();
  private String origin = "";
  private volatile @Nullable MediaPeer peer;
  private volatile boolean isEnded;

  // What follows belongs to the thread of the capture.
  private @Nullable Picture shown;
  private boolean wasPresent;

  /** Some sound as it came. */
  private record Sound(Pcm pcm, long atNanos) {}

  /** A picture as it came. */
  private record Seen(Picture picture, long atNanos) {}

  Sender(
      SessionId session,
      Function<MediaReceiver, MediaPeer> peers,
      CaptureEvents events,
      Voice voice) {
    this.session = session;
    this.peers = peers;
    this.events = events;
    this.voice = voice;
  }

  /**
   * Answers an offer; one of another peer connection than before takes its place.
   *
   * @throws org.holdline.problem.entity.ProblemException {@code invalid_sdp}
   * @throws UnavailableException when he has left, or the capture ends
   */
  synchronized String answer(String sdp) {
    if (isEnded) {
      throw new UnavailableException(
          "recording_unavailable", "Nothing of this session is recorded");
    }
    var from = originOf(sdp);
    var open = peer;
    if (open == null || !origin.equals(from)) {
      closePeer();
      open = peers.apply(this);
      peer = open;
      origin = from;
    }
    var answer = open.answer(sdp);
    early.forEach(open::candidate);
    early.clear();
    return answer;
  }

  /** The id that a peer connection keeps in all its descriptions. */
  private static String originOf(String sdp) {
    return sdp.lines()
        .filter(line -> line.startsWith("o="))
        .map(line -> line.split(" ", 3))
        .filter(words -> words.length > 1)
        .map(words -> words[1])
        .findFirst()
        .orElse("");
  }

  /** Does not wait for an answer that is being made. */
  void measure() {
    var open = peer;
    if (open != null) {
      open.measure();
    }
  }

  synchronized void candidate(IceCandidate candidate) {
    var open = peer;
    if (open != null) {
      open.candidate(candidate);
    } else if (early.size() < EARLY_MAX) {
      early.add(candidate);
    }
  }

  @Override
  public void candidate(String candidate, String sdpMid, int sdpMLineIndex) {
    var target = new Target(null, session.value());
    events.candidate(
        session, new IceCandidate(candidate, sdpMid, (long) sdpMLineIndex, null, target));
  }

  /** Of more than can wait the newest are kept. */
  @Override
  public void picture(Picture picture, long atNanos) {
    var seen = new Seen(picture, atNanos);
    while (!pictures.offer(seen)) {
      dropPicture();
    }
    if (isEnded) {
      dropPictures();
    }
  }

  private boolean dropPicture() {
    var oldest = pictures.poll();
    if (oldest != null) {
      oldest.picture.release();
    }
    return oldest != null;
  }

  private void dropPictures() {
    while (dropPicture()) {
      // until none is left
    }
  }

  @Override
  public void sound(Pcm pcm, long atNanos) {
    if (!sounds.offer(new Sound(pcm, atNanos))) {
      sounds.poll();
    }
  }

  boolean sendsMedia() {
    return !pictures.isEmpty() || !sounds.isEmpty();
  }

  /** Puts the sound that came by now on the timeline; what does not belong there is dropped. */
  void collect(MediaClock clock) {
    for (var sound = sounds.poll(); sound != null; sound = sounds.poll()) {
      var at = clock.at(sound.atNanos);
      if (at.isPresent()) {
        voice.hear(sound.pcm, at.getAsLong());
      }
    }
  }

  /** Goes on to the picture of this moment of the timeline; what came in a pause is passed over. */
  void show(MediaClock clock, long untilMicros) {
    for (var next = pictures.peek();
        next != null && clock.at(next.atNanos).orElse(0) <= untilMicros;
        next = pictures.peek()) {
      var due = pictures.poll();
      if (due != null) {
        hide();
        shown = due.picture;
      }
    }
  }

  private void hide() {
    if (shown != null) {
      shown.release();
      shown = null;
    }
  }

  SessionId session() {
    return session;
  }

  Voice voice() {
    return voice;
  }

  /** The picture of the moment; valid until the next is shown. Null before the first. */
  @Nullable Picture shown() {
    return shown;
  }

  /**
   * Whether he was in the room and is not any more: who is not yet known there may have offered.
   */
  boolean hasLeft(boolean isPresent) {
    boolean left = wasPresent && !isPresent;
    wasPresent |= isPresent;
    return left;
  }

  private synchronized void closePeer() {
    var open = peer;
    if (open != null) {
      open.close();
      peer = null;
    }
  }

  /** Releases everything; called once, by the capture. */
  void end() {
    isEnded = true;
    closePeer();
    dropPictures();
    hide();
    voice.close();
  }
}
