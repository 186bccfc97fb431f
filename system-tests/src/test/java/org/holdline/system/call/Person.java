package org.holdline.system.call;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Tracing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.holdline.deploy.launcher.keycloak.DevelopmentRealm;

/** Somebody in front of the room page; sees and does only what a person can. */
final class Person implements AutoCloseable {
  static final double LIMIT_MS = 30_000;

  /**
   * Notes every change of what the page says about the line and about the others, with the time.
   */
  private static final String WITNESS =
      """
      () => {
        const noted = (window.witnessed ??= {banners: [], people: []});
        const last = (list) => list[list.length - 1];
        const note = (list, value) => {
          if (JSON.stringify(last(list)?.value) !== JSON.stringify(value)) list.push({at: Date.now(), value});
        };
        const look = () => {
          const banner = document.querySelector('[data-testid=banner]');
          note(noted.banners, banner === null || banner.hidden ? '' : banner.dataset.kind);
          const people = [...document.querySelectorAll('[data-testid=participant]')];
          note(noted.people, people.map((p) => p.dataset.sessionId + ' ' + p.dataset.connectionState));
        };
        new MutationObserver(look).observe(document.body, {subtree: true, childList: true, attributes: true});
        look();
      }\
      """;

  private static final String PICTURES =
      """
      () => [...document.querySelectorAll('[data-testid=tile]:not([data-own]) video')].map((video) =>
        video.videoWidth > 0 && !video.paused ? video.getVideoPlaybackQuality().totalVideoFrames : -1)\
      """;

  private static final String PICTURES_MOVE =
      "(before) => { const now = ("
          + PICTURES
          + ")(); return now.length > 0 && now.every((n) => n >= 0) && now[0] >= (before[0] ?? 0) +"
          + " 10 ? now : false; }";

  private final String user;
  private final URI origin;
  private final BrowserContext context;
  private final Page page;
  private final List<String> refusals = new ArrayList<>();

  private Person(String user, URI origin, BrowserContext context) {
    this.user = user;
    this.origin = origin;
    this.context = context;
    this.page = context.newPage();
    page.setDefaultTimeout(LIMIT_MS);
    page.onResponse(answer -> {
      if (answer.status() >= 400) {
        refusals.add(answer.status() + " " + answer.url());
      }
    });
  }

  /** Somebody with an account and a browser of his own, at one address of the application. */
  static Person at(Browser browser, URI origin, String user) {
    var context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 800));
    context.tracing().start(new Tracing.StartOptions().setScreenshots(true).setSnapshots(false));
    return new Person(user, origin, context);
  }

  Page page() {
    return page;
  }

  /** What his page has asked and was refused; a browser shows each as an error. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  /** Opens the link of a room, signs in where asked, and joins. */
  void enter(String room) {
    knock(room);
    arrive();
  }

  /** The same, where it is not sure that one is let in. */
  void knock(String room) {
    signIn("/r/" + room);
    hook("lobby-join").click();
  }

  /** Follows a link to a page of the application. */
  void follow(String path) {
    page.navigate(origin.resolve(path).toString());
  }

  /** The same, and signs in. */
  void signIn(String path) {
    follow(path);
    hook("sign-in").click();
    page.locator("#username").fill(user);
    page.locator("#password").fill(DevelopmentRealm.PASSWORD);
    page.locator("#kc-login").click();
  }

  /** Waits until he is in the room, and opens the chat. */
  void arrive() {
    awaitConnected();
    hook("chat").click();
    page.evaluate(WITNESS);
  }

  void awaitConnected() {
    assertThat(page.locator("main.room")).hasAttribute("data-connection", "connected");
  }

  Locator hook(String name) {
    return page.locator("[data-testid=%s]".formatted(name));
  }

  void say(String text) {
    hook("chat-input").fill(text);
    hook("chat-send").click();
  }

  /** Opens one of the panels beside the pictures, if it is not open. */
  void open(String panel) {
    if (!"true".equals(hook(panel).getAttribute("aria-expanded"))) {
      hook(panel).click();
    }
  }

  /** What he sees of the other in the list of people. */
  Locator person(String name) {
    return hook("participant").filter(new Locator.FilterOptions().setHasText(name));
  }

  /** Opens or closes what may be done about somebody. */
  void more(String name) {
    person(name).locator("[data-testid=person-more]").click();
  }

  /** Presses what asks back before it does something, and says yes. */
  static void pressSurely(Locator button) {
    button.click();
    button.click();
  }

  /** Drags a file or folder of this machine there and lets it go, as one does with the mouse. */
  void drop(Path file, Locator there) {
    var box = there.boundingBox();
    var data = new JsonObject();
    var files = new JsonArray();
    files.add(file.toAbsolutePath().toString());
    data.add("items", new JsonArray());
    data.add("files", files);
    data.addProperty("dragOperationsMask", 1);
    var browser = context.newCDPSession(page);
    for (var step : List.of("dragEnter", "dragOver", "drop")) {
      var event = new JsonObject();
      event.addProperty("type", step);
      event.addProperty("x", box.x + box.width / 2);
      event.addProperty("y", box.y + box.height / 2);
      event.add("data", data);
      browser.send("Input.dispatchDragEvent", event);
    }
    browser.detach();
  }

  /** Presses a button that asks for a file, and chooses one. */
  void choose(Locator button, Path file) {
    page.waitForFileChooser(button::click).setFiles(file);
  }

  /** Presses a button that saves something, and answers what was saved. */
  byte[] saved(Locator button) {
    try {
      return Files.readAllBytes(page.waitForDownload(button::click).path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void type(String text) {
    hook("chat-input").fill(text);
  }

  String draft() {
    return hook("chat-input").inputValue();
  }

  /** What the conversation shows, top to bottom. */
  List<String> conversation() {
    return hook("chat-message").locator(".said").allTextContents();
  }

  void awaitConversation(List<String> expected) {
    assertThat(hook("chat-message").locator(".said")).hasText(expected.toArray(String[]::new));
  }

  /** How many of the own messages still wait to be sent. */
  int waiting() {
    return page.locator("[data-testid=chat-message][data-state=pending]").count();
  }

  /** Waits until ten more pictures of the other have been decoded than now. */
  void awaitMovingPicture() {
    page.waitForFunction(PICTURES_MOVE, page.evaluate(PICTURES));
  }

  void awaitPeople(int count) {
    assertThat(hook("participant")).hasCount(count);
  }

  String sessionId() {
    return page.locator("[data-testid=tile][data-own]").getAttribute("data-session-id");
  }

  /** The banner's words. */
  String banner() {
    return page.locator("[data-testid=banner] .banner-words").innerText();
  }

  void awaitBanner(String kind) {
    page.waitForFunction(
        "(kind) => { const b = document.querySelector('[data-testid=banner]'); return !b.hidden &&"
            + " b.dataset.kind === kind; }",
        kind);
  }

  /** Lets time pass in the page until that moment of the machine's clock. */
  void awaitTime(long epochMilli) {
    page.waitForFunction("(then) => Date.now() >= then", (double) epochMilli);
  }

  /** When the page first showed this banner after that moment. */
  long bannerSince(String kind, long epochMilli) {
    return time(
        "([kind, from]) => window.witnessed.banners.find((b) => b.at >= from && b.value ==="
            + " kind)?.at ?? -1",
        List.of(kind, (double) epochMilli));
  }

  /** When the page first showed that session in that state after that moment. */
  long seenSince(String session, String state, long epochMilli) {
    return time(
        "([person, from]) => window.witnessed.people.find((p) => p.at >= from &&"
            + " p.value.includes(person))?.at ?? -1",
        List.of(session + " " + state, (double) epochMilli));
  }

  private long time(String question, Object argument) {
    return ((Number) page.evaluate(question, argument)).longValue();
  }

  /** Whether that session was ever missing from the list of people since it was first there. */
  boolean hasMissed(String session) {
    return (Boolean)
        page.evaluate(
            """
            (session) => {
              const lists = window.witnessed.people.map((p) => p.value.some((who) => who.startsWith(session + ' ')));
              return lists.slice(lists.indexOf(true)).includes(false) || !lists.includes(true);
            }\
            """,
            session);
  }

  /** Reloads the page without a line: the browser shows its own page of what went wrong. */
  void reloadInVain() {
    assertThatThrownBy(page::reload).isInstanceOf(PlaywrightException.class);
    page.waitForURL(url -> url.startsWith("chrome-error:"));
  }

  /** Opens the link in the same tab, and is back in the room without being asked anything. */
  void openAgain(String room) {
    follow("/r/" + room);
    awaitConnected();
    hook("chat").click();
    page.evaluate(WITNESS);
  }

  @Override
  public void close() {
    context
        .tracing()
        .stop(
            new Tracing.StopOptions()
                .setPath(Path.of("target", "traces", user + "-" + page.hashCode() + ".zip")));
    context.close();
  }
}
