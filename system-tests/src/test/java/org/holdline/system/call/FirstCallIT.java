package org.holdline.system.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.holdline.system.proxy.FaultProxy;
import org.holdline.system.stage.OnStage;
import org.holdline.system.stage.Stage;
import org.holdline.system.wire.Doors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people see, hear and write to each other, and a line of one that is cut costs nothing. */
@OnStage
@WithBrowser
class FirstCallIT {
  private static final List<String> SAID =
      List.of(
          "Can you hear me?",
          "Loud and clear",
          "Alan?",
          "Your picture is frozen",
          "I wait",
          "I was cut off",
          "but I go on writing");
  private static final Duration CUT = Duration.ofSeconds(20);

  /** The promise, and what a machine that runs two browsers and all servers at once may add. */
  private static final Duration NOTICED_WITHIN = Duration.ofMillis(2_000 + 500);

  private final Stage stage;
  private final Person ada;
  private final Person alan;
  private final String room = Doors.newRoom();

  FirstCallIT(Stage stage, Browser browser) {
    this.stage = stage;
    ada = Person.at(browser, Stage.through(stage.firstLine()), "ada");
    alan = Person.at(browser, Stage.through(stage.secondLine()), "alan");
  }

  @BeforeEach
  void call() {
    ada.enter(room);
    alan.enter(room);
    ada.awaitPeople(2);
    alan.awaitPeople(2);
    ada.awaitMovingPicture();
    alan.awaitMovingPicture();
    ada.say("Can you hear me?");
    alan.awaitConversation(List.of("Can you hear me?"));
    alan.say("Loud and clear");
    ada.awaitConversation(List.of("Can you hear me?", "Loud and clear"));
  }

  @AfterEach
  void end() {
    stage.secondLine().restore();
    ada.close();
    alan.close();
  }

  @Test
  void aLineClosedForTwentySecondsLosesNothing() {
    losesNothing(FaultProxy::cutCleanly);
  }

  @Test
  void aLineSilentForTwentySecondsLosesNothing() {
    losesNothing(FaultProxy::fallSilent);
  }

  /** The worst moment: reloaded while there is no line, so that not even the page comes. */
  @Test
  void aPageReloadedWithoutALineLosesNothing() {
    var session = alan.sessionId();
    stage.secondLine().cutCleanly();
    alan.awaitBanner("reconnecting");
    alan.say("written before the reload");
    alan.say("and one more");
    alan.type("half a tho");
    ada.say("Alan?");
    assertThat(alan.waiting()).isEqualTo(2);
    alan.reloadInVain();
    stage.secondLine().restore();
    alan.openAgain(room);

    var all =
        List.of(
            "Can you hear me?",
            "Loud and clear",
            "Alan?",
            "written before the reload",
            "and one more");
    alan.awaitConversation(all);
    ada.awaitConversation(all);
    assertThat(alan.waiting()).isZero();
    assertThat(alan.draft()).isEqualTo("half a tho");
    assertThat(alan.sessionId()).isEqualTo(session);
    assertThat(ada.hasMissed(session)).isFalse();
    ada.awaitMovingPicture();
    alan.awaitMovingPicture();
    theCallGoesOn(all);
  }

  private void losesNothing(Consumer<FaultProxy> fault) {
    var session = alan.sessionId();
    long cutAt = System.currentTimeMillis();
    fault.accept(stage.secondLine());
    bothGoOnWriting();
    alan.awaitTime(cutAt + CUT.toMillis());
    assertThat(ada.seenSince(session, "suspended", cutAt)).isPositive();
    stage.secondLine().restore();
    long restoredAt = System.currentTimeMillis();

    alan.awaitBanner("recovered");
    assertThat(alan.banner()).contains("You are back. 3 messages recovered.");
    nothingIsMissing();
    assertThat(ada.hasMissed(session)).isFalse();
    assertThat(alan.sessionId()).isEqualTo(session);
    report(cutAt, restoredAt, session);
    assertThat(alan.bannerSince("reconnecting", cutAt) - cutAt)
        .isBetween(0L, NOTICED_WITHIN.toMillis());
    assertThat(ada.seenSince(session, "suspended", cutAt) - cutAt)
        .isBetween(0L, NOTICED_WITHIN.toMillis());
    assertThat(ada.seenSince(session, "active", restoredAt)).isPositive();
  }

  private void bothGoOnWriting() {
    alan.awaitBanner("reconnecting");
    alan.say("I was cut off");
    alan.say("but I go on writing");
    alan.type("half a tho");
    ada.say("Alan?");
    ada.say("Your picture is frozen");
    ada.say("I wait");
    assertThat(alan.waiting()).isEqualTo(2);
  }

  private void nothingIsMissing() {
    alan.awaitConversation(SAID);
    ada.awaitConversation(SAID);
    assertThat(alan.waiting()).isZero();
    assertThat(alan.draft()).isEqualTo("half a tho");
    ada.awaitMovingPicture();
    alan.awaitMovingPicture();
    theCallGoesOn(SAID);
  }

  private void theCallGoesOn(List<String> before) {
    alan.say("There you are");
    ada.say("Where were we?");
    var more = new java.util.ArrayList<>(before);
    more.addAll(List.of("There you are", "Where were we?"));
    ada.awaitConversation(more);
    alan.awaitConversation(more);
  }

  private void report(long cutAt, long restoredAt, String session) {
    System.out.printf(
        "banner after %d ms, suspended for the other after %d ms, recovered %d ms after the line%n",
        alan.bannerSince("reconnecting", cutAt) - cutAt,
        ada.seenSince(session, "suspended", cutAt) - cutAt,
        alan.bannerSince("recovered", restoredAt) - restoredAt);
  }
}
