package org.holdline.deploy.launcher.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import org.holdline.deploy.launcher.files.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentCertificateTest {
  private static final Secret PASSWORD = new Secret("changeit");

  @Test
  void itNamesTheHostAndThisMachineAndKeepsItsAuthority(@TempDir Path directory) throws Exception {
    var first = DevelopmentCertificate.of(directory, "pc.lan", PASSWORD);
    var authority = Files.readString(first.authority());

    var second = DevelopmentCertificate.of(directory, "192.0.2.7", PASSWORD);

    assertThat(Files.readString(second.authority())).isEqualTo(authority);
    assertThat(names(second))
        .contains("192.0.2.7", "127.0.0.1", "localhost")
        .doesNotContain("pc.lan");
    assertThat(second.sslContext().getProtocol()).isEqualTo("TLS");
  }

  private static List<Object> names(DevelopmentCertificate certificate) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    try (var stream = Files.newInputStream(certificate.keyStore())) {
      store.load(stream, PASSWORD.value().toCharArray());
    }
    var own = (X509Certificate) store.getCertificate(certificate.alias());
    return own.getSubjectAlternativeNames().stream().<Object>map(name -> name.get(1)).toList();
  }
}
