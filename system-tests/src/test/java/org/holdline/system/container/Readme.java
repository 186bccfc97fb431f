package org.holdline.system.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The README as a newcomer reads it. */
record Readme(String text) {
  private static final Pattern BLOCK =
      Pattern.compile("^```js first-call\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern PROMISE = Pattern.compile("^It prints `([^`]+)`", Pattern.MULTILINE);

  /** The root of the repository, where the README tells to run its program. */
  static final Path FOLDER = Path.of("..").toAbsolutePath().normalize();

  static Readme read() throws IOException {
    return new Readme(Files.readString(FOLDER.resolve("README.md")));
  }

  /** The program of the first call. */
  String firstCall() {
    return found(BLOCK, "a block marked js first-call");
  }

  /** What the program prints, as the README says. */
  String promise() {
    return found(PROMISE, "a line that says what the first call prints");
  }

  private String found(Pattern pattern, String what) {
    var matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("The README has not " + what);
    }
    return matcher.group(1);
  }
}
