package org.holdline.recording.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.holdline.message.control.ParticipantView;
import org.junit.jupiter.api.Test;

class GridLayoutTest {
  private static final int WIDTH = 854;
  private static final int HEIGHT = 480;

  private final GridLayout layout = new GridLayout(WIDTH, HEIGHT);

  @Test
  void oneAloneHasAllOfIt() {
    assertThat(layout.arrange(People.camera(1)))
        .isEqualTo(Map.of("p0", new Tile(0, 0, WIDTH, HEIGHT)));
  }

  @Test
  void twoStandBesideEachOther() {
    assertThat(layout.arrange(People.camera(2)).values())
        .containsExactly(new Tile(0, 0, 426, 480), new Tile(426, 0, 426, 480));
  }

  @Test
  void aRowThatIsNotFullStandsInTheMiddle() {
    assertThat(layout.arrange(People.camera(3)).get("p2")).isEqualTo(new Tile(214, 240, 426, 240));
  }

  @Test
  void aScreenStandsInFrontAndTheOthersInAColumn() {
    var tiles =
        layout.arrange(List.of(People.camera("ada"), People.sharing("alan"), People.camera("eve")));
    assertThat(tiles.get("alan")).isEqualTo(new Tile(0, 0, 684, 480));
    assertThat(tiles.get("ada")).isEqualTo(new Tile(684, 0, 170, 170));
    assertThat(tiles.get("eve")).isEqualTo(new Tile(684, 170, 170, 170));
  }

  @Test
  void aScreenOfSomebodyWhoIsAwayIsNotInFront() {
    assertThat(layout.arrange(List.of(People.away("ada"), People.camera("alan"))).get("ada"))
        .isEqualTo(new Tile(0, 0, 426, 480));
  }

  @Test
  void whenThereAreTooManyThoseWhoSpeakAreShown() {
    var people = new ArrayList<>(People.camera(30));
    people.set(29, People.speaking("p29"));
    assertThat(layout.arrange(people))
        .hasSize(25)
        .containsKeys("p0", "p29")
        .doesNotContainKey("p28");
  }

  @Property
  void tilesAreEvenLieInsideAndDoNotOverlap(
      @ForAll @IntRange(min = 1, max = 40) int count, @ForAll boolean isShared) {
    List<ParticipantView> people = new ArrayList<>(People.camera(count));
    if (isShared) {
      people.add(People.sharing("screen"));
    }
    var tiles = layout.arrange(people).values();
    assertThat(tiles)
        .isNotEmpty()
        .allMatch(tile -> (tile.x() | tile.y() | tile.width() | tile.height()) % 2 == 0)
        .allMatch(tile -> tile.x() >= 0 && tile.x() + tile.width() <= WIDTH)
        .allMatch(tile -> tile.y() >= 0 && tile.y() + tile.height() <= HEIGHT)
        .allMatch(tile -> tile.width() > 0 && tile.height() > 0)
        .allMatch(tile -> overlapping(tile, tiles) == 1);
  }

  private static long overlapping(Tile tile, Collection<Tile> all) {
    return all.stream()
        .filter(
            other -> other.x() < tile.x() + tile.width() && tile.x() < other.x() + other.width())
        .filter(
            other -> other.y() < tile.y() + tile.height() && tile.y() < other.y() + other.height())
        .count();
  }
}
