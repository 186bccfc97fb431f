package org.holdline.system.call;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People send each other files with the page alone: dropped, accepted, saved, and compared. */
@OnStage
@WithBrowser
class FilesPanelIT {
  private final Stage stage;
  private final Person ada;
  private final Person alan;
  private final String room = Doors.newRoom();
  private @TempDir Path folder;

  FilesPanelIT(Stage stage, Browser browser) {
    this.stage = stage;
    ada = Person.at(browser, Stage.through(stage.firstLine()), "ada");
    alan = Person.at(browser, Stage.through(stage.secondLine()), "alan");
  }

  @BeforeEach
  void meet() {
    ada.enter(room);
    alan.enter(room);
    ada.awaitPeople(2);
    alan.awaitPeople(2);
  }

  @AfterEach
  void end() {
    stage.secondLine().restore();
    ada.close();
    alan.close();
  }

  private static void write(Path file, int bytes, long seed) throws IOException {
    var content = new byte[bytes];
    new Random(seed).nextBytes(content);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static Locator newest(Person person, String state) {
    var row = person.hook("transfer").first();
    assertThat(row).hasAttribute("data-state", state);
    return row;
  }

  private static Locator in(Locator row, String hook) {
    return row.locator("[data-testid=%s]".formatted(hook));
  }

  private Locator pictureOfAlan() {
    return ada.page().locator("[data-testid=tile]:not([data-own])");
  }

  @Test
  void aFileDroppedOntoSomebodyIsTheSameWhereHeSavesIt() throws IOException {
    var plan = folder.resolve("plan.pdf");
    write(plan, 3_000_123, 1);
    ada.drop(plan, pictureOfAlan());
    assertThat(alan.hook("offer-strip"))
        .containsText("Ada Lovelace wants to send you plan.pdf (3.0 MB)");
    alan.hook("offer-accept").click();
    var row = newest(alan, "completed");
    assertThat(in(row, "transfer-words")).hasText("Arrived, every byte checked.");
    assertThat(alan.saved(in(row, "transfer-save"))).isEqualTo(Files.readAllBytes(plan));
    assertThat(in(newest(ada, "completed"), "transfer-words"))
        .hasText("Alan Turing has it, every byte checked.");
    in(row, "transfer-remove").click();
    assertThat(alan.hook("transfer")).hasCount(0);
    assertThat(alan.refusals()).isEmpty();
  }

  @Test
  void aFolderSentAgainSendsOnlyWhatChanged() throws IOException {
    alan.page().evaluate("() => { delete window.showDirectoryPicker; }");
    var trip = folder.resolve("trip");
    for (int i = 0; i < 40; i++) {
      write(trip.resolve("day " + i % 4).resolve("note " + i + ".txt"), 50_000, i);
    }
    ada.drop(trip, ada.page().locator(".controls"));
    alan.open("files");
    in(newest(alan, "pending"), "transfer-accept").click();
    newest(alan, "completed");
    newest(ada, "completed");
    var changed = trip.resolve("day 1").resolve("note 1.txt");
    write(changed, 50_000, 99);
    ada.drop(trip, ada.page().locator(".controls"));
    in(newest(alan, "pending"), "transfer-accept").click();
    var row = newest(alan, "completed");
    assertThat(in(row, "transfer-words")).containsText("Only 50 kB had to travel");
    assertThat(in(newest(ada, "completed"), "transfer-words"))
        .containsText("Only 50 kB had to travel");
    var save = row.getByLabel("Save trip/day 1/note 1.txt");
    assertThat(alan.saved(save)).isEqualTo(Files.readAllBytes(changed));
  }

  @Test
  void aFileThatTheBrowserDoesNotFindAgainGoesOnWhenItIsChosenAgain() throws IOException {
    var film = folder.resolve("film.bin");
    write(film, 60_000_000, 7);
    chooseWithoutHandles();
    ada.open("files");
    ada.choose(ada.hook("files-choose"), film);
    alan.hook("offer-accept").click();
    assertThat(in(newest(alan, "active"), "transfer-words")).containsText("MB/s");
    ada.page().reload();
    ada.awaitConnected();
    chooseWithoutHandles();
    ada.open("files");
    var row = newest(ada, "active");
    assertThat(in(row, "transfer-words")).containsText("choose the same files again");
    var other = folder.resolve("other").resolve("film.bin");
    write(other, 60_000_000, 8);
    ada.choose(in(row, "transfer-provide"), other);
    assertThat(ada.hook("notice")).containsText("These are not the files that were offered.");
    ada.choose(in(row, "transfer-provide"), film);
    var arrived = newest(alan, "completed");
    assertThat(alan.saved(in(arrived, "transfer-save"))).isEqualTo(Files.readAllBytes(film));
    newest(ada, "completed");
  }

  /** As in a browser whose pages are given files and not where they are. */
  private void chooseWithoutHandles() {
    ada.page().evaluate("() => { delete window.showOpenFilePicker; }");
  }

  @Test
  void whoIsOfferedSomethingMayDeclineAndWhoOffersTakeBack() throws IOException {
    var note = folder.resolve("note.txt");
    write(note, 20_000, 5);
    ada.drop(note, pictureOfAlan());
    alan.hook("offer-reject").click();
    assertThat(in(newest(ada, "cancelled"), "transfer-words")).hasText("Declined or taken back.");
    assertThat(alan.hook("offer-strip")).isHidden();
    ada.drop(note, pictureOfAlan());
    in(newest(ada, "pending"), "transfer-cancel").click();
    alan.open("files");
    newest(alan, "cancelled");
  }

  @Test
  void whatIsSentToOneIsHeldUpByEitherAndGoesOn() throws IOException {
    var film = folder.resolve("film.bin");
    write(film, 60_000_000, 9);
    ada.open("files");
    ada.hook("files-to").selectOption(new SelectOption().setLabel("Alan Turing"));
    chooseWithoutHandles();
    ada.choose(ada.hook("files-choose"), film);
    alan.open("files");
    in(newest(alan, "pending"), "transfer-reject").click();
    newest(ada, "cancelled");
    ada.choose(ada.hook("files-choose"), film);
    in(newest(alan, "pending"), "transfer-accept").click();
    for (var person : List.of(alan, ada)) {
      in(newest(person, "active"), "transfer-pause").click();
      in(newest(person, "paused"), "transfer-resume").click();
    }
    var row = newest(alan, "completed");
    assertThat(alan.saved(in(row, "transfer-save"))).isEqualTo(Files.readAllBytes(film));
  }

  @Test
  void thePageSaysWhyNothingCanBeSent() throws IOException {
    var program = folder.resolve("setup.exe");
    write(program, 1_000, 6);
    ada.drop(program, pictureOfAlan());
    assertThat(ada.hook("notice")).containsText("Files of this kind may not be sent here.");
    alan.open("files");
    ada.open("room");
    ada.hook("setting-enable_file_sharing").uncheck();
    assertThat(alan.hook("files-choose")).isDisabled();
    assertThat(alan.hook("files-panel")).containsText("Files may not be sent in this room.");
  }
}
