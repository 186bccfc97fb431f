package org.holdline.system.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.holdline.system.proxy.DatagramLine;

/** A page that shares files in a room by the SDK that the server serves. */
final class Sharer implements AutoCloseable {
  static final double LIMIT_MS = 120_000;

  /** What is sent: bytes that follow from the seed. */
  record Sent(String path, int bytes, int seed) {
    Map<String, Object> json() {
      return Map.of("path", path, "bytes", bytes, "seed", seed);
    }

    static List<Map<String, Object>> json(List<Sent> files) {
      return files.stream().map(Sent::json).toList();
    }
  }

  /** Which peer connections a page may make. */
  enum Peers {
    ANY,
    NONE,
    /** None of the TURN servers that it is told of exists. */
    WITH_WRONG_TURN,
    /** The same, and it must use one of them. */
    ONLY_BY_WRONG_TURN
  }

  /** Where a page of somebody is, and in which room. */
  record Place(URI server, String room, Peers peers) {}

  private final BrowserContext context;
  private final Page page;
  private final Place place;
  private final CDPSession devtools;
  private String token = "";

  private Sharer(BrowserContext context, Place place) {
    this.context = context;
    this.place = place;
    page = context.newPage();
    page.setDefaultTimeout(LIMIT_MS);
    devtools = context.newCDPSession(page);
  }

  static Sharer at(Browser browser, Place place, DatagramLine line) {
    var context = browser.newContext();
    context.addInitScript(script());
    context.exposeFunction(
        "throughLine", port -> line.portTo("127.0.0.1", ((Number) port[0]).intValue()));
    context.exposeFunction(
        "cutLine",
        nothing -> {
          line.lose(1);
          return true;
        });
    return new Sharer(context, place);
  }

  private static String script() {
    try (var file = Sharer.class.getResourceAsStream("sharer.js")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the page and enters the room; answers the user. */
  String enter(String token) {
    this.token = token;
    page.navigate(place.server().resolve("/").toString());
    return enterAgain();
  }

  /** The page was loaded anew. */
  String enterAgain() {
    var where =
        Map.of(
            "server", place.server().toString(),
            "roomId", place.room(),
            "token", token,
            "peers", place.peers().name());
    return (String) page.evaluate("(where) => sharer.enter(where)", where);
  }

  /** The page is gone without a word. */
  void vanish() {
    page.navigate("about:blank");
  }

  void comeBack() {
    enter(token);
  }

  void leave() {
    page.evaluate("() => sharer.room.leave()");
  }

  /** Offers them; {@code kept}: a page that is loaded anew finds them again. */
  String offer(List<Sent> files, String to, boolean kept) {
    return (String)
        page.evaluate(
            "(what) => sharer.offer(what)",
            Map.of("files", Sent.json(files), "to", to, "kept", kept));
  }

  /** One of accept, reject, pause, resume, cancel, discard. */
  void does(String what, String id) {
    page.evaluate("([what, id]) => sharer.files[what](id).then(() => true)", List.of(what, id));
  }

  /** Gives the files once more; {@code taken} or why not. */
  String provide(String id, List<Sent> files) {
    return (String)
        page.evaluate(
            "(what) => sharer.provide(what)", Map.of("id", id, "files", Sent.json(files)));
  }

  /** Does something in the page as soon as so much of a transfer is over. */
  void atPercent(int percent, String what) {
    page.evaluate("([percent, what]) => sharer.atPercent(percent, what)", List.of(percent, what));
  }

  /** Begins something, waits until the page has been loaded anew by itself, and enters. */
  void enterAfterReload(Runnable begin) {
    page.waitForRequest(Request::isNavigationRequest, begin);
    page.waitForFunction("() => window.sharer && !sharer.room");
    enterAgain();
  }

  /** Waits until a JavaScript condition on the transfer {@code t} holds. */
  void await(String id, String condition) {
    page.waitForFunction(
        "(id) => { const t = window.sharer?.state(id); return t && (%s); }".formatted(condition),
        id);
  }

  Object state(String id, String field) {
    return page.evaluate("([id, field]) => sharer.state(id)[field]", List.of(id, field));
  }

  /** Everything has arrived and is what was sent, byte for byte. */
  void assertArrived(String id, List<Sent> files) {
    await(id, "t.state === 'completed'");
    assertThat(
            page.evaluate(
                "(what) => sharer.difference(what)", Map.of("id", id, "files", Sent.json(files))))
        .isEqualTo("");
  }

  /** Which ways it has taken, one after the other. */
  List<?> ways() {
    return (List<?>) page.evaluate("() => sharer.ways");
  }

  List<?> heard() {
    return (List<?>) page.evaluate("() => sharer.heard");
  }

  /** Does what a page does as it enters, so much later. */
  void sweep(Duration later) {
    page.evaluate(
        "(ms) => sharer.files.ports.disk.sweep(new Set(), Date.now() + ms)",
        (double) later.toMillis());
  }

  /** So much the browser lets the page keep, from now on. */
  void giveRoom(int bytes) {
    var room = new JsonObject();
    room.addProperty("origin", (String) page.evaluate("() => location.origin"));
    room.addProperty("quotaSize", bytes);
    devtools.send("Storage.overrideQuotaForOrigin", room);
  }

  List<?> onDisk() {
    return (List<?>) page.evaluate("() => sharer.onDisk()");
  }

  Page page() {
    return page;
  }

  @Override
  public void close() {
    context.close();
  }
}
