package org.holdline.recording.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposerTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;

  private final Composer composer = Composer.withNames(WIDTH, HEIGHT);

  @AfterEach
  void whatWasScaledIsReleased() {
    assertThat(PaintedPicture.held).isZero();
  }

  @Test
  void aPictureFillsItsTileAndHasItsNameInTheCorner() {
    var picture = new PaintedPicture(320, 180, 0);
    var canvas = composer.draw(List.of(People.camera("Ada")), Map.of("Ada", picture));
    picture.release();

    assertThat(at(canvas, 100, 100)).isEqualTo(PaintedPicture.DARK);
    assertThat(at(canvas, 500, 100)).isEqualTo(PaintedPicture.BRIGHT);
    assertThat(brightest(canvas, new Tile(0, 330, 300, 30))).isGreaterThan(220);
    assertThat(darkest(canvas, new Tile(0, 330, 300, 30))).isEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource({"90, 320, 50, 200, 250", "180, 500, 180, 200, 180", "270, 320, 250, 320, 50"})
  void aTurnedPictureStandsUpright(int rotation, int darkX, int darkY, int brightX, int brightY) {
    var picture = new PaintedPicture(640, 360, rotation);
    var canvas =
        Composer.withoutNames(WIDTH, HEIGHT)
            .draw(List.of(People.camera("Ada")), Map.of("Ada", picture));
    picture.release();

    int brightColumn = rotation == 90 || rotation == 270 ? 320 : brightX;
    assertThat(at(canvas, darkX, darkY)).isEqualTo(PaintedPicture.DARK);
    assertThat(at(canvas, brightColumn, brightY)).isEqualTo(PaintedPicture.BRIGHT);
  }

  @Test
  void whoSendsNoPictureIsNamedOnADarkTile() {
    var canvas = composer.draw(List.of(People.dark("Ada")), Map.of());
    assertThat(at(canvas, 10, 10)).isEqualTo(44);
    assertThat(brightest(canvas, new Tile(200, 160, 240, 40))).isGreaterThan(220);
  }

  @Test
  void ofSomebodyAwayTheLastPictureIsNotShown() {
    var picture = new PaintedPicture(320, 180, 0);
    var canvas = composer.draw(List.of(People.away("Ada")), Map.of("Ada", picture));
    picture.release();
    assertThat(at(canvas, 500, 100)).isEqualTo(44);
  }

  @Test
  void aFrameIsAroundWhoSpeaksAndGoesWhenHeIsSilent() {
    var picture = new PaintedPicture(320, 180, 0);
    var canvas = composer.draw(List.of(People.speaking("Ada")), Map.of("Ada", picture));
    assertThat(at(canvas, 1, 100)).isEqualTo(220);
    composer.draw(List.of(People.camera("Ada")), Map.of("Ada", picture));
    assertThat(at(canvas, 1, 100)).isEqualTo(PaintedPicture.DARK);
    picture.release();
  }

  @Test
  void whoHasLeftIsNotSeenAnyMore() {
    var picture = new PaintedPicture(320, 180, 0);
    var canvas = composer.draw(List.of(People.camera("Ada")), Map.of("Ada", picture));
    picture.release();
    composer.draw(List.of(), Map.of());
    assertThat(brightest(canvas, new Tile(0, 0, WIDTH, HEIGHT))).isEqualTo(16);
  }

  @Test
  void aNameThatIsTooLongIsShortened() {
    var canvas = composer.draw(List.of(People.dark("A very long name ".repeat(20))), Map.of());
    assertThat(brightest(canvas, new Tile(0, 0, 100, HEIGHT))).isEqualTo(44);
  }

  private static int at(Canvas canvas, int x, int y) {
    return canvas.luma().get(y * canvas.width() + x) & 0xff;
  }

  private static int brightest(Canvas canvas, Tile part) {
    return extreme(canvas, part, true);
  }

  private static int darkest(Canvas canvas, Tile part) {
    return extreme(canvas, part, false);
  }

  private static int extreme(Canvas canvas, Tile part, boolean highest) {
    int found = at(canvas, part.x(), part.y());
    for (int y = part.y(); y < part.y() + part.height(); y++) {
      for (int x = part.x(); x < part.x() + part.width(); x++) {
        found = highest ? Math.max(found, at(canvas, x, y)) : Math.min(found, at(canvas, x, y));
      }
    }
    return found;
  }
}
