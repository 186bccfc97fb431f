package org.holdline.transfer.control;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.holdline.platform.control.HealthComponent;

/** Whether files can be looked at; while they cannot, none that has not been is handed out. */
@Singleton
public class ScannerHealth implements HealthComponent {
  private final FileScanner scanner;

  @Inject
  ScannerHealth(FileScanner scanner) {
    this.scanner = scanner;
  }

  @Override
  public String name() {
    return "scanner";
  }

  @Override
  public boolean isVital() {
    return false;
  }

  @Override
  public void check() throws IOException {
    if (scanner.isThere()) {
      scanner.check();
    }
  }
}
