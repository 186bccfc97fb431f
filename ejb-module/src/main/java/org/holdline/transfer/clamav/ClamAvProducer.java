package org.holdline.transfer.clamav;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.transfer.control.FileScanner;

/** Reads where the scanner is, if there is one. */
@ApplicationScoped
public class ClamAvProducer {
  @Produces
  @Singleton
  FileScanner scanner(@ConfigProperty(name = "holdline.files.scanner") Optional<String> address) {
    return address
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .<FileScanner>map(text -> new ClamAv(ClamAvAddress.parse(text), ScanLimits.USUAL))
        .orElseGet(NoScanner::new);
  }
}
