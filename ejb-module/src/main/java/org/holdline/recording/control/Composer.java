package org.holdline.recording.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdline.message.control.ConnectionState;
import org.holdline.message.control.ParticipantView;
import org.holdline.recording.control.Lettering.Plate;
import org.jspecify.annotations.Nullable;

/**
 * Draws everybody into one picture: what he sends with his name on it, or his name alone; a frame
 * around who speaks. Only what has changed is drawn anew. For one thread.
 */
final class Composer {
  private static final int BLACK = 16;
  private static final int DARK = 44;
  private static final int BRIGHT = 220;
  private static final int FRAME = 4;
  private static final int NAME_SHARE = 12;
  private static final int NAME_MIN = 18;
  private static final int NAME_WIDTH = 10;

  private final Canvas canvas;
  private final boolean writesNames;
  private final GridLayout layout;
  private final Lettering lettering = new Lettering();
  private Map<String, Tile> tiles = Map.of();
  private final Map<String, Shown> drawn = new HashMap<>();

  /** What is to be seen of somebody. */
  private record Shown(@Nullable Picture picture, String name, boolean isSpeaking) {}

  private Composer(int width, int height, boolean writesNames) {
    this.writesNames = writesNames;
    canvas = new Canvas(width, height);
    layout = new GridLayout(width, height);
  }

  /** Both sides must be even. */
  static Composer withNames(int width, int height) {
    return new Composer(width, height, true);
  }

  /** Shows pictures and nothing else. */
  static Composer withoutNames(int width, int height) {
    return new Composer(width, height, false);
  }

  /**
   * The picture of this moment, valid until the next call.
   *
   * @param pictures the newest of each session that has sent one
   */
  Canvas draw(List<ParticipantView> people, Map<String, Picture> pictures) {
    var arranged = layout.arrange(people);
    if (!arranged.equals(tiles)) {
      tiles = arranged;
      drawn.clear();
      canvas.fill(new Tile(0, 0, canvas.width(), canvas.height()), BLACK);
    }
    for (var person : people) {
      var tile = arranged.get(person.sessionId());
      if (tile != null) {
        var shown = shown(person, pictures.get(person.sessionId()));
        if (!shown.equals(drawn.put(person.sessionId(), shown))) {
          draw(shown, tile);
        }
      }
    }
    return canvas;
  }

  private static Shown shown(ParticipantView person, @Nullable Picture picture) {
    boolean away = person.connectionState() != ConnectionState.ACTIVE;
    boolean sends = person.media().videoEnabled() || person.media().screenSharing();
    return new Shown(
        away || !sends ? null : picture,
        away ? person.username() + " (away)" : person.username(),
        !away && person.media().isSpeaking());
  }

  private void draw(Shown shown, Tile tile) {
    int nameHeight = even(Math.max(NAME_MIN, tile.height() / NAME_SHARE));
    int nameWidth = even(Math.min(tile.width(), nameHeight * NAME_WIDTH));
    var picture = shown.picture;
    canvas.fill(tile, picture == null ? DARK : BLACK);
    if (picture == null) {
      int top = tile.y() + even((tile.height() - nameHeight) / 2);
      int left = tile.x() + even((tile.width() - nameWidth) / 2);
      letter(shown, new Tile(left, top, nameWidth, nameHeight), DARK);
    } else {
      fit(picture, tile);
      int top = tile.y() + tile.height() - nameHeight;
      letter(shown, new Tile(tile.x(), top, nameWidth, nameHeight), BLACK);
    }
    if (shown.isSpeaking && writesNames) {
      frame(tile);
    }
  }

  private void letter(Shown shown, Tile plate, int ground) {
    if (writesNames) {
      canvas.letter(
          lettering.draw(new Plate(shown.name, plate.width(), plate.height(), ground)), plate);
    }
  }

  private void fit(Picture picture, Tile tile) {
    boolean lies = picture.rotation() % 180 != 0;
    double width = lies ? picture.height() : picture.width();
    double height = lies ? picture.width() : picture.height();
    double scale = Math.min(tile.width() / width, tile.height() / height);
    int toWidth = Math.max(2, even((int) Math.round(width * scale)));
    int toHeight = Math.max(2, even((int) Math.round(height * scale)));
    int left = tile.x() + even((tile.width() - toWidth) / 2);
    int top = tile.y() + even((tile.height() - toHeight) / 2);
    var scaled = lies ? picture.scaledTo(toHeight, toWidth) : picture.scaledTo(toWidth, toHeight);
    try {
      canvas.draw(scaled, new Tile(left, top, toWidth, toHeight));
    } finally {
      scaled.release();
    }
  }

  private void frame(Tile tile) {
    int right = tile.x() + tile.width() - FRAME;
    int bottom = tile.y() + tile.height() - FRAME;
    canvas.fill(new Tile(tile.x(), tile.y(), tile.width(), FRAME), BRIGHT);
    canvas.fill(new Tile(tile.x(), bottom, tile.width(), FRAME), BRIGHT);
    canvas.fill(new Tile(tile.x(), tile.y(), FRAME, tile.height()), BRIGHT);
    canvas.fill(new Tile(right, tile.y(), FRAME, tile.height()), BRIGHT);
  }

  private static int even(int length) {
    return length - length % 2;
  }
}
