package org.holdline.system.call;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One Chromium with a camera and a microphone that need no hardware, for all tests of a JVM. */
final class BrowserExtension implements ParameterResolver {
  private static final List<String> PROGRAMS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> OPTIONS =
      List.of(
          "--use-fake-device-for-media-stream",
          "--use-fake-ui-for-media-stream",
          "--autoplay-policy=no-user-gesture-required",
          "--allow-loopback-in-peer-connection",
          "--disable-features=WebRtcHideLocalIpsWithMdns",
          "--disable-background-timer-throttling",
          "--disable-backgrounding-occluded-windows",
          "--disable-renderer-backgrounding");

  /** Playwright drives it over pipes from the thread that made it: JUnit's one. */
  private record Running(Playwright driver, Browser browser) implements AutoCloseable {
    static Running start() {
      PlaywrightAssertions.setDefaultAssertionTimeout(Person.LIMIT_MS); // a busy machine is slow
      var program = program();
      var driver =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      return new Running(
          driver,
          driver
              .chromium()
              .launch(new LaunchOptions().setExecutablePath(program).setArgs(options())));
    }

    private static List<String> options() {
      return Stream.concat(OPTIONS.stream(), Clip.options().stream()).toList();
    }

    @Override
    public void close() {
      browser.close();
      driver.close();
    }
  }

  private static Path program() {
    var named = Optional.ofNullable(System.getenv("HOLDLINE_BROWSER")).map(Path::of);
    return named
        .or(() -> PROGRAMS.stream().flatMap(BrowserExtension::onPath).findFirst())
        .orElseThrow(() ->
            new IllegalStateException(
                "The browser tests need Chromium or Chrome on the PATH, or HOLDLINE_BROWSER"));
  }

  private static Stream<Path> onPath(String program) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(BrowserExtension.class))
        .computeIfAbsent(Running.class, key -> Running.start(), Running.class)
        .browser();
  }
}
