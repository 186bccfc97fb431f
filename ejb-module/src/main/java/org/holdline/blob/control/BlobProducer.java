package org.holdline.blob.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.holdline.platform.control.Setting;

/** Opens the store that was chosen. */
@ApplicationScoped
public class BlobProducer {
  private static final String KIND = "holdline.storage.kind";

  @Produces
  @Singleton
  BlobStore blobs(
      @ConfigProperty(name = KIND, defaultValue = "directory") String kind,
      @Any Instance<BlobForm> forms) {
    var names = forms.stream().map(BlobForm::name).sorted().toArray(String[]::new);
    var chosen = Setting.word(KIND, kind, names);
    return forms.stream()
        .filter(form -> form.name().equals(chosen))
        .findFirst()
        .orElseThrow()
        .open();
  }
}
