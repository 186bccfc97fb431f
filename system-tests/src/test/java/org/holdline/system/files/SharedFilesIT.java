package org.holdline.system.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.time.Duration;
import java.util.List;
import org.holdline.system.call.WithBrowser;
import org.holdline.system.files.Sharer.Peers;
import org.holdline.system.files.Sharer.Place;
import org.holdline.system.files.Sharer.Sent;
import org.holdline.system.proxy.DatagramLine;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Files between two browsers, whatever happens on the way; each byte is compared. The letters name
 * the scenarios that {@code docs/files.md} lists.
 */
@OnStage
@WithBrowser
class SharedFilesIT {
  private static final List<Sent> FILE = List.of(new Sent("plan.bin", 8_000_123, 1));
  private static final List<Sent> LARGE = List.of(new Sent("film.bin", 64_000_000, 2));
  private static final String OVER_A_THIRD = "t.percent >= 33";

  private final Stage stage;
  private final Browser browser;
  private final DatagramLine line = new DatagramLine();
  private final String room = Doors.newRoom();
  private final Sharer ada;
  private final Sharer alan;
  private String toAlan = "";

  SharedFilesIT(Stage stage, Browser browser) {
    this.stage = stage;
    this.browser = browser;
    ada = Sharer.at(browser, new Place(stage.direct(), room, Peers.ANY), line);
    alan = Sharer.at(browser, new Place(Stage.through(stage.secondLine()), room, Peers.ANY), line);
  }

  @BeforeEach
  void meet() {
    ada.enter(stage.token("ada"));
    toAlan = alan.enter(stage.token("alan"));
  }

  @AfterEach
  void end() {
    stage.secondLine().restore();
    ada.close();
    alan.close();
    line.close();
  }

  private String offered(List<Sent> files, boolean kept) {
    var id = ada.offer(files, toAlan, kept);
    alan.await(id, "t.state === 'pending'");
    return id;
  }

  private String accepted(List<Sent> files) {
    var id = offered(files, false);
    alan.does("accept", id);
    return id;
  }

  @Test
  void aFileGoesDirectlyAndBothSidesAreToldOnce() {
    var id = accepted(FILE);
    alan.assertArrived(id, FILE);
    ada.await(id, "t.state === 'completed'");
    for (var page : List.of(ada, alan)) {
      assertThat(page.ways()).asString().isEqualTo("[direct]");
      assertThat(page.heard().stream().filter("file-complete completed"::equals)).hasSize(1);
    }
    alan.does("discard", id);
    assertThat(alan.onDisk()).isEmpty();
  }

  @Test
  void whatNobodyTookFromTheBrowsersDiskIsSweptAfterADay() {
    alan.assertArrived(accepted(FILE), FILE);
    alan.sweep(Duration.ofHours(25));
    assertThat(alan.onDisk()).hasSize(1);
    alan.sweep(Duration.ofHours(27));
    assertThat(alan.onDisk()).isEmpty();
  }

  @Test
  void aFileGoesThroughTheServerWhereNoDirectPathCanBeMade() {
    try (var barbara = Sharer.at(browser, new Place(stage.direct(), room, Peers.NONE), line)) {
      var id = ada.offer(FILE, barbara.enter(stage.token("barbara")), false);
      barbara.await(id, "t.state === 'pending'");
      barbara.does("accept", id);
      barbara.assertArrived(id, FILE);
      assertThat(barbara.ways()).asString().isEqualTo("[relay]");
    }
  }

  @Test
  void aFileArrivesThoughAllTurnServersAreWrong() {
    for (var way : List.of(Peers.WITH_WRONG_TURN, Peers.ONLY_BY_WRONG_TURN)) {
      try (var barbara = Sharer.at(browser, new Place(stage.direct(), room, way), line)) {
        var id = ada.offer(FILE, barbara.enter(stage.token("barbara")), false);
        barbara.await(id, "t.state === 'pending'");
        barbara.does("accept", id);
        barbara.assertArrived(id, FILE);
        assertThat(barbara.ways())
            .asString()
            .isEqualTo(way == Peers.WITH_WRONG_TURN ? "[direct]" : "[relay]");
        barbara.leave();
      }
    }
  }

  @Test
  void aFileArrivesOverAThinLineThatLosesPackets() {
    line.beThin(32_000);
    line.lose(0.03);
    var file = List.of(new Sent("notes.bin", 700_001, 8));
    var id = accepted(file);
    alan.assertArrived(id, file);
    assertThat(alan.ways()).asString().startsWith("[direct");
  }

  @Test
  void whatIsOfferedToSomebodyWhoIsAwayIsThereWhenHeIsBack() {
    alan.vanish();
    ada.page()
        .waitForFunction(
            "() => sharer.room.participants.some((p) => p.connectionState === 'suspended')");
    var id = ada.offer(FILE, toAlan, false);
    ada.await(id, "t.percent === 100");
    ada.leave();
    alan.comeBack();
    alan.await(id, "t.state === 'pending'");
    alan.does("accept", id);
    alan.assertArrived(id, FILE);
  }

  @Test
  void bothPagesAreLoadedAnewInTheMiddle() {
    var id = offered(LARGE, true);
    alan.atPercent(25, "reload");
    alan.enterAfterReload(() -> alan.does("accept", id));
    ada.enterAfterReload(() -> ada.atPercent(50, "reload"));
    alan.assertArrived(id, LARGE);
  }

  @Test
  void aPageThatCannotFindTheFileAgainIsGivenItAndTakesNoOther() {
    var id = offered(LARGE, false);
    ada.atPercent(25, "reload");
    ada.enterAfterReload(() -> alan.does("accept", id));
    ada.await(id, "t.needsFiles");
    var another = List.of(new Sent("film.bin", 64_000_000, 3));
    assertThat(ada.provide(id, another)).isEqualTo("files_differ");
    assertThat(ada.provide(id, LARGE)).isEqualTo("taken");
    alan.assertArrived(id, LARGE);
  }

  @Test
  void aDirectPathThatIsCutAndComesBackIsTakenAgain() {
    alan.atPercent(33, "cut the line");
    var id = accepted(LARGE);
    alan.await(id, "t.via === 'relay'");
    line.lose(0);
    alan.await(id, "t.via === 'direct' || t.state === 'completed'");
    alan.assertArrived(id, LARGE);
    assertThat(ada.state(id, "state")).isEqualTo("completed");
  }

  @Test
  void alanLosesEveryLineAndComesBack() {
    var id = accepted(LARGE);
    alan.await(id, OVER_A_THIRD);
    stage.secondLine().cutCleanly();
    line.lose(1);
    ada.await(id, "t.state === 'paused' || t.via === 'relay'");
    line.lose(0);
    stage.secondLine().restore();
    alan.assertArrived(id, LARGE);
  }

  @Test
  void theServerIsKilledInTheMiddleAndComesBack() {
    var id = accepted(LARGE);
    alan.await(id, "t.percent >= 10");
    stage.killServer();
    stage.startServer();
    alan.assertArrived(id, LARGE);
    ada.await(id, "t.state === 'completed'");
  }

  @Test
  void aFolderArrivesWithItsPathsAndItsEmptyFile() {
    var folder =
        List.of(
            new Sent("trip/a.txt", 70_000, 4),
            new Sent("trip/empty", 0, 5),
            new Sent("trip/deep/er/\u00fc.bin", 200_000, 6),
            new Sent("trip/z", 5, 7));
    var id = accepted(folder);
    alan.assertArrived(id, folder);
    assertThat(alan.state(id, "filename")).isEqualTo("trip");
  }

  @Test
  void aFullDiskIsSaidOnBothSidesAndItArrivesOnceThereIsRoom() {
    alan.giveRoom(4_000_000);
    var id = accepted(FILE);
    for (var page : List.of(alan, ada)) {
      page.await(id, "t.state === 'failed' && t.error === 'disk_full'");
    }
    alan.page().waitForFunction("() => sharer.onDisk().then((names) => names.length === 0)");
    alan.giveRoom(100_000_000);
    alan.assertArrived(accepted(FILE), FILE);
  }

  @Test
  void itIsDeclinedPausedResumedAndCancelledByEitherSide() {
    var declined = offered(FILE, false);
    alan.does("reject", declined);
    ada.await(declined, "t.state === 'cancelled'");

    var paused = accepted(LARGE);
    alan.await(paused, "t.bytes > 0");
    alan.does("pause", paused);
    ada.await(paused, "t.state === 'paused' && t.pausedBy.join() === 'receiver'");
    alan.does("resume", paused);
    ada.await(paused, "t.state === 'active' && t.via === 'direct'");
    ada.does("cancel", paused);
    alan.await(paused, "t.state === 'cancelled'");
    alan.page().waitForFunction("() => sharer.onDisk().then((names) => names.length === 0)");
  }
}
