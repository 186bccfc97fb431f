package org.holdline.system.call;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.holdline.system.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people do on the page on an ordinary day, from a room of their own to signing out. */
@OnStage
@WithBrowser
class RoomPageIT {
  private static final long FILM_MS = 2_000;

  private static final int ROOMS_AT_ONCE = 20;
  private static final String ROOMS = "/webrtc/rooms";
  private static final String COLLECTOR = "guest-9";

  private final Stage stage;
  private final Browser browser;
  private final Person ada;
  private final Person alan;
  private final String room = Doors.newRoom();

  RoomPageIT(Stage stage, Browser browser) {
    this.stage = stage;
    this.browser = browser;
    ada = Person.at(browser, Stage.through(stage.firstLine()), "ada");
    alan = Person.at(browser, Stage.through(stage.secondLine()), "alan");
  }

  @AfterEach
  void end() {
    ada.close();
    alan.close();
  }

  private void bothEnter() {
    ada.enter(room);
    alan.enter(room);
    ada.awaitPeople(2);
    alan.awaitPeople(2);
  }

  @Test
  void aRoomOfOnesOwnIsSharedByInvitationClosedReopenedAndDeleted() {
    ada.signIn("/");
    adaMakesARoomForMembers();
    ada.hook("lobby-join").click();
    ada.arrive();
    alanComesByInvitation();
    theInvitationIsWithdrawn();
    alanLeavesAndComesBack();
    adaEndsIt();
  }

  private void adaMakesARoomForMembers() {
    ada.hook("new-room").click();
    ada.hook("new-name").fill("Standup");
    ada.hook("new-id").fill(room);
    ada.hook("new-access-members").check();
    ada.hook("new-create").click();
    assertThat(ownRoom()).containsText("members only");
    assertThat(ada.hook("lobby-room")).hasValue(room);
  }

  private void alanComesByInvitation() {
    alan.knock(room);
    assertThat(alan.hook("lobby-problem")).not().isEmpty();
    ada.open("room");
    assertThat(ada.hook("invitation-words")).hasText("Only members come in with this link.");
    ada.hook("invitation-new").click();
    assertThat(ada.hook("invitation-words")).containsText("Whoever opens this link becomes");
    var link = ada.hook("invitation-link").innerText();
    alan.follow(link.substring(link.indexOf("/r/")));
    alan.hook("lobby-join").click();
    alan.arrive();
    ada.awaitPeople(2);
  }

  private void theInvitationIsWithdrawn() {
    Person.pressSurely(ada.hook("invitation-withdraw"));
    assertThat(ada.hook("invitation-withdraw")).hasCount(0);
    assertThat(ada.hook("invitation-words")).hasText("Only members come in with this link.");
  }

  private void alanLeavesAndComesBack() {
    alan.hook("leave").click();
    assertThat(alan.hook("left")).containsText("You left the room.");
    ada.awaitPeople(1);
    alan.hook("rejoin").click();
    alan.awaitConnected();
    ada.awaitPeople(2);
  }

  private void adaEndsIt() {
    ada.hook("leave").click();
    ada.hook("home").click();
    Person.pressSurely(tool("my-room-close"));
    assertThat(alan.hook("left")).isVisible();
    assertThat(ownRoom()).containsText("closed");
    tool("my-room-reopen").click();
    assertThat(ownRoom()).containsText("members only");
    Person.pressSurely(tool("my-room-delete"));
    assertThat(ownRoom()).hasCount(0);
  }

  private Locator ownRoom() {
    return ada.page().locator("[data-room=\"%s\"]".formatted(room));
  }

  private Locator tool(String hook) {
    return ada.page()
        .locator(".room-row", new Page.LocatorOptions().setHas(ownRoom()))
        .locator("[data-testid=%s]".formatted(hook));
  }

  @Test
  void whoHasManyRoomsSeesMoreOfThemWhenAsked() {
    var doors = new Doors(stage.direct());
    var token = stage.token(COLLECTOR);
    var known = Doors.body(doors.get(ROOMS, token), 200).getJsonArray("rooms").size();
    for (int i = known; i < ROOMS_AT_ONCE + 1; i++) {
      Doors.body(doors.post(ROOMS, token, Json.of("name", "Room " + i).toString()), 201);
    }
    try (var collector = Person.at(browser, stage.direct(), COLLECTOR)) {
      collector.signIn("/");
      assertThat(collector.hook("my-room")).hasCount(ROOMS_AT_ONCE);
      collector.hook("my-rooms-more").click();
      assertThat(collector.hook("my-room")).hasCount(ROOMS_AT_ONCE + 1);
    }
  }

  @Test
  void whatAHostMayDoAboutSomebodyIsDone() {
    bothEnter();
    ada.open("people");
    ada.more("Alan");
    ada.hook("person-mute").click();
    assertThat(alan.hook("mute")).hasAttribute("aria-label", "Unmute");
    assertThat(ada.hook("person-mute")).isHidden();
    ada.hook("person-camera").click();
    assertThat(alan.hook("camera")).hasAttribute("aria-label", "Turn camera on");
    alan.hook("hand").click();
    ada.hook("person-lower").click();
    assertThat(alan.hook("hand")).hasAttribute("aria-pressed", "false");
    ada.hook("right-can_speak").uncheck();
    alan.hook("mute").click();
    assertThat(alan.hook("notice")).containsText("You may not switch your microphone on");
    Person.pressSurely(ada.hook("person-ban"));
    assertThat(alan.hook("left")).isVisible();
    alan.hook("rejoin").click();
    assertThat(alan.hook("left")).containsText("You were removed from this room");
    ada.awaitPeople(1);
  }

  @Test
  void oneWritesToOneAloneGivesSignsAndFindsWhatWasSaid() {
    bothEnter();
    ada.open("people");
    ada.more("Alan");
    ada.hook("person-write").click();
    ada.say("The lighthouse is yours alone");
    alan.awaitConversation(List.of("The lighthouse is yours alone"));
    ada.hook("chat-to").selectOption("");
    ada.say("Good morning");
    alan.awaitConversation(List.of("The lighthouse is yours alone", "Good morning"));
    alan.hook("react").click();
    alan.hook("react-thumbs_up").click();
    assertThat(ada.hook("reaction")).containsText("Alan Turing");
    alan.hook("chat-search").click();
    alan.hook("search-words").fill("morning");
    alan.hook("search-go").click();
    assertThat(alan.hook("search-found").locator(".said")).hasText("Good morning");
  }

  @Test
  void peopleAreSpreadOverBreakoutRoomsVisitedAndBroughtBack() {
    bothEnter();
    ada.open("room");
    ada.hook("breakout-name").fill("Green");
    ada.hook("breakout-minutes").fill("30");
    ada.hook("breakout-create").click();
    assertThat(ada.hook("breakout")).containsText("until");
    ada.hook("breakout-spread").click();
    assertThat(alan.hook("whereabouts")).containsText("Green");
    ada.hook("breakout-visit").click();
    assertThat(ada.hook("whereabouts")).containsText("Green");
    ada.awaitPeople(2);
    assertThat(ada.hook("leave")).hasAttribute("aria-label", "Back to everybody");
    ada.hook("leave").click();
    assertThat(ada.hook("leave")).hasAttribute("aria-label", "Leave");
    ada.open("room");
    ada.page().getByLabel("Bring Alan Turing back").click();
    assertThat(alan.hook("whereabouts")).isHidden();
    assertThat(alan.hook("leave")).hasAttribute("aria-label", "Leave");
  }

  @Test
  void aRecordingIsDiscardedAndAnotherSaved() {
    ada.enter(room);
    ada.open("recordings");
    record("cancelled", () -> Person.pressSurely(ada.hook("recording-cancel")));
    record("completed", () -> ada.hook("recording-stop").click());
    var film = ada.saved(ada.hook("recording").first().locator("[data-testid=recording-save]"));
    Assertions.assertThat(film).hasSizeGreaterThan(10_000);
  }

  private void record(String end, Runnable ending) {
    ada.hook("recording-start").click();
    assertThat(ada.hook("recording-pause")).isEnabled();
    ada.awaitTime(System.currentTimeMillis() + FILM_MS);
    ending.run();
    assertThat(ada.hook("recording").first()).hasAttribute("data-status", end);
  }

  @Test
  void whoDoesNotWantToWaitGoesAndSignsOut() {
    ada.enter(room);
    ada.open("room");
    ada.hook("setting-enable_waiting_room").check();
    alan.knock(room);
    assertThat(alan.hook("waiting-place")).isVisible();
    alan.hook("waiting-stop").click();
    assertThat(alan.hook("lobby-join")).isEnabled();
    assertThat(ada.hook("waiting-person")).hasCount(0);
    assertThat(alan.hook("user-name")).hasText("Alan Turing");
    alan.hook("sign-out").click();
    assertThat(alan.hook("sign-in")).isVisible();
  }
}
