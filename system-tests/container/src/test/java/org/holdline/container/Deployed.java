package org.holdline.container;

import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.holdline.deploy.launcher.files.Installation;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What Arquillian deploys: the application as it is packed, with the tests inside. */
final class Deployed {
  private Deployed() {}

  static WebArchive withTests(Class<?>... tests) {
    return ShrinkWrap.createFromZipFile(WebArchive.class, Installation.holdlineWar().toFile())
        .addClasses(tests)
        .addAsLibrary(jarOf(Assertions.class));
  }

  private static File jarOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
