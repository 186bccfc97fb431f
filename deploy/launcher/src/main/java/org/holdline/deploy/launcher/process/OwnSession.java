package org.holdline.deploy.launcher.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Puts a command into a session of its own: Ctrl-C in a terminal reaches every process of its
 * session, but the parts must stop one after the other, the application before its stores.
 */
final class OwnSession {
  private static final List<String> PERL =
      List.of("-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV");

  private OwnSession() {}

  /** Where neither tool is installed the command stays as it is; all stop at once then. */
  static List<String> of(List<String> command) {
    var prefixed = new ArrayList<String>();
    onPath("setsid")
        .ifPresentOrElse(
            setsid -> prefixed.add(setsid.toString()),
            () ->
                onPath("perl")
                    .ifPresent(perl -> {
                      prefixed.add(perl.toString());
                      prefixed.addAll(PERL);
                    }));
    prefixed.addAll(command);
    return prefixed;
  }

  private static Optional<Path> onPath(String program) {
    var path = System.getenv().getOrDefault("PATH", "");
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(path)
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
