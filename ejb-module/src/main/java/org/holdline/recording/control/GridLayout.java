package org.holdline.recording.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdline.message.control.ConnectionState;
import org.holdline.message.control.ParticipantView;

/**
 * Where everybody is in the picture: equal tiles in rows, in the order of joining; while somebody
 * shares a screen, that takes most of the picture and the others stand in a column beside it. When
 * there are too many, those who speak are shown.
 */
final class GridLayout {
  private static final int SHOWN_MAX = 25;
  private static final int BESIDE_MAX = 6;
  private static final int COLUMN_SHARE = 5;

  private final int width;
  private final int height;

  GridLayout(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** The tile of each session that is shown. */
  Map<String, Tile> arrange(List<ParticipantView> people) {
    var screen = people.stream().filter(GridLayout::showsScreen).findFirst();
    if (screen.isEmpty()) {
      return grid(chosen(people, SHOWN_MAX));
    }
    var others = new ArrayList<>(people);
    others.remove(screen.get());
    return beside(screen.get(), chosen(others, BESIDE_MAX));
  }

  static boolean showsScreen(ParticipantView person) {
    return person.media().screenSharing() && person.connectionState() == ConnectionState.ACTIVE;
  }

  private static List<ParticipantView> chosen(List<ParticipantView> people, int max) {
    if (people.size() <= max) {
      return people;
    }
    var speaking =
        people.stream()
            .sorted(Comparator.comparing(person -> !person.media().isSpeaking()))
            .limit(max)
            .toList();
    return people.stream().filter(speaking::contains).toList();
  }

  private Map<String, Tile> grid(List<ParticipantView> people) {
    var tiles = new LinkedHashMap<String, Tile>();
    int count = Math.max(1, people.size());
    int columns = (int) Math.ceil(Math.sqrt(count));
    int rows = (count + columns - 1) / columns;
    int tileWidth = even(width / columns);
    int tileHeight = even(height / rows);
    for (int index = 0; index < people.size(); index++) {
      int row = index / columns;
      int inRow = Math.min(columns, count - row * columns);
      int left = even((width - inRow * tileWidth) / 2);
      tiles.put(
          people.get(index).sessionId(),
          new Tile(left + index % columns * tileWidth, row * tileHeight, tileWidth, tileHeight));
    }
    return tiles;
  }

  private Map<String, Tile> beside(ParticipantView screen, List<ParticipantView> others) {
    var tiles = new LinkedHashMap<String, Tile>();
    int column = others.isEmpty() ? 0 : even(width / COLUMN_SHARE);
    tiles.put(screen.sessionId(), new Tile(0, 0, width - column, height));
    int tileHeight = others.isEmpty() ? 0 : Math.min(even(height / others.size()), column);
    for (int index = 0; index < others.size(); index++) {
      tiles.put(
          others.get(index).sessionId(),
          new Tile(width - column, index * tileHeight, column, tileHeight));
    }
    return tiles;
  }

  private static int even(int length) {
    return length - length % 2;
  }
}
