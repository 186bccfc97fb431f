package org.holdline.system.call;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.regex.Pattern.CASE_INSENSITIVE;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody looks after a room with the page alone, while lines fail. */
@OnStage
@WithBrowser
class HostControlsIT {
  private final Stage stage;
  private final Person ada;
  private final Person alan;
  private final Person barbara;
  private final String room = Doors.newRoom();

  HostControlsIT(Stage stage, Browser browser) {
    this.stage = stage;
    ada = Person.at(browser, Stage.through(stage.firstLine()), "ada");
    alan = Person.at(browser, Stage.through(stage.secondLine()), "alan");
    barbara = Person.at(browser, stage.direct(), "barbara");
  }

  @AfterEach
  void end() {
    stage.firstLine().restore();
    stage.secondLine().restore();
    ada.close();
    alan.close();
    barbara.close();
  }

  @Test
  void whatTheHostDecidesHoldsForEverybodyAndOverALostLine() {
    ada.enter(room);
    alan.enter(room);
    barbara.enter(room);
    ada.awaitPeople(3);
    everybodyIsMuted();
    nothingIsAskedInVain();
    chatIsSwitchedOffAndOn();
    aHandGoesUpWhileTheHostIsAway();
    alanBecomesModerator();
    barbaraIsRemoved();
  }

  @Test
  void peopleWaitAtTheDoorAndSplitUpOverLostLines() {
    ada.enter(room);
    ada.open("room");
    ada.hook("setting-enable_waiting_room").check();
    alanWaitsOverALostLineAndIsLetIn();
    barbaraIsTurnedAway();
    alanIsSentToOneOfTwoBreakoutRooms();
    hisLineIsLostThere();
    heIsSilentThere();
    heComesBackForAMoment();
    theBreakoutRoomIsClosed();
  }

  private void alanWaitsOverALostLineAndIsLetIn() {
    alan.knock(room);
    assertThat(alan.hook("waiting-page")).isVisible();
    stage.secondLine().cutCleanly();
    stage.secondLine().restore();
    ada.hook("doorbell-see").click();
    waiting("alan").locator("[data-testid=admit]").click();
    alan.arrive();
    ada.awaitPeople(2);
  }

  private void barbaraIsTurnedAway() {
    barbara.knock(room);
    waiting("barbara").locator("[data-testid=reject]").click();
    waiting("barbara").locator("[data-testid=reject-reason]").fill("Another time, please");
    waiting("barbara").locator("[data-testid=reject-send]").click();
    assertThat(barbara.hook("left")).containsText("Another time, please");
    assertThat(ada.hook("waiting-person")).hasCount(0);
  }

  private void alanIsSentToOneOfTwoBreakoutRooms() {
    ada.open("room");
    for (var name : List.of("Green", "Blue")) {
      ada.hook("breakout-name").fill(name);
      ada.hook("breakout-create").click();
      assertThat(breakout(name)).hasCount(1);
    }
    breakout("Green")
        .locator("[data-testid=breakout-assign]")
        .selectOption(new SelectOption().setLabel("Alan Turing"));
    assertThat(alan.hook("whereabouts")).containsText("Green");
    assertThat(ada.hook("tile-breakout").filter(new Locator.FilterOptions().setVisible(true)))
        .hasText("In “Green”");
  }

  private void hisLineIsLostThere() {
    stage.secondLine().cutCleanly();
    alan.awaitBanner("reconnecting");
    ada.hook("breakout-words").fill("Two minutes left");
    ada.hook("breakout-tell").click();
    stage.secondLine().restore();
    alan.awaitBanner("recovered");
    assertThat(alan.hook("whereabouts")).containsText("Green");
    assertThat(alan.page().getByText("Two minutes left").first()).isVisible();
  }

  private void heIsSilentThere() {
    alan.hook("mute").click();
    assertThat(alan.hook("mute")).hasAttribute("aria-label", "Unmute");
  }

  private void heComesBackForAMoment() {
    alan.hook("whereabouts-go").click();
    assertThat(alan.hook("whereabouts-go")).hasText("Go there");
    ada.awaitPeople(2);
    alan.hook("whereabouts-go").click();
    assertThat(alan.hook("whereabouts-go")).hasText("Back to everybody");
    assertThat(alan.hook("mute")).hasAttribute("aria-label", "Unmute");
  }

  private void theBreakoutRoomIsClosed() {
    Person.pressSurely(breakout("Green").locator("[data-testid=breakout-close]"));
    assertThat(alan.hook("whereabouts")).isHidden();
    assertThat(alan.hook("mute")).hasAttribute("aria-label", "Unmute");
    assertThat(alan.hook("camera")).hasAttribute("aria-label", "Turn camera off");
    ada.open("chat");
    ada.say("Back together");
    assertThat(alan.page().getByText("Back together").first()).isVisible();
  }

  private Locator waiting(String name) {
    return ada.hook("waiting-person")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile(name, CASE_INSENSITIVE)));
  }

  private Locator breakout(String name) {
    return ada.hook("breakout").filter(new Locator.FilterOptions().setHasText(name));
  }

  private void everybodyIsMuted() {
    ada.open("people");
    ada.hook("mute-all").click();
    assertThat(ada.hook("notice")).hasText("2 people were asked to mute.");
    for (var muted : List.of(alan, barbara)) {
      assertThat(muted.hook("mute")).hasAttribute("aria-label", "Unmute");
    }
    assertThat(ada.hook("mute")).hasAttribute("aria-label", "Mute");
    assertThat(ada.hook("mute-all")).isHidden();
  }

  /** Nobody registered this room, so there is nothing to be known of it beside what goes on. */
  private void nothingIsAskedInVain() {
    ada.open("room");
    assertThat(ada.hook("invitation-words"))
        .hasText("Send this link to those whom you want to meet.");
    ada.page().waitForLoadState(LoadState.NETWORKIDLE);
    Assertions.assertThat(ada.refusals()).isEmpty();
  }

  private void chatIsSwitchedOffAndOn() {
    ada.open("room");
    ada.hook("setting-enable_chat").uncheck();
    assertThat(alan.hook("chat-input")).isDisabled();
    stage.secondLine().cutCleanly();
    alan.awaitBanner("reconnecting");
    ada.hook("setting-enable_chat").check();
    stage.secondLine().restore();
    alan.awaitBanner("recovered");
    assertThat(alan.hook("chat-input")).isEnabled();
    alan.say("I can write again");
    barbara.awaitConversation(List.of("I can write again"));
  }

  private void aHandGoesUpWhileTheHostIsAway() {
    stage.firstLine().cutCleanly();
    ada.awaitBanner("reconnecting");
    alan.hook("hand").click();
    assertThat(alan.hook("hand")).hasAttribute("aria-pressed", "true");
    stage.firstLine().restore();
    ada.awaitBanner("recovered");
    ada.open("people");
    assertThat(ada.hook("person-hand").filter(new Locator.FilterOptions().setHasText("1")))
        .hasCount(1);
    ada.hook("lower-all").click();
    assertThat(alan.hook("hand")).hasAttribute("aria-pressed", "false");
  }

  private void alanBecomesModerator() {
    ada.more("alan");
    ada.hook("person-role").selectOption("moderator");
    alan.open("room");
    assertThat(alan.hook("setting-lock_room")).isEnabled();
    barbara.open("room");
    assertThat(barbara.hook("setting-lock_room")).isDisabled();
    ada.more("alan");
  }

  private void barbaraIsRemoved() {
    ada.more("barbara");
    Person.pressSurely(ada.hook("person-kick"));
    assertThat(barbara.hook("left")).containsText("You were removed from the room.");
    ada.awaitPeople(2);
  }
}
