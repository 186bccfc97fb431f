package org.holdline.deploy.launcher.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The development authority beside those that the JDK trusts: a provider elsewhere stays trusted.
 */
final class TrustStore {
  private TrustStore() {}

  static void write(DevelopmentCertificate certificate) throws IOException {
    var password = certificate.password().value().toCharArray();
    try (var authority = Files.newInputStream(certificate.authority());
        var target = Files.newOutputStream(certificate.trustStore())) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      var all = new ArrayList<Certificate>(trustedByTheJdk());
      all.add(CertificateFactory.getInstance("X.509").generateCertificate(authority));
      for (var trusted : all) {
        store.setCertificateEntry("trusted-" + store.size(), trusted);
      }
      store.store(target, password);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static List<X509Certificate> trustedByTheJdk() throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    @Nullable KeyStore theJdksOwn = null;
    factory.init(theJdksOwn);
    var trusted = new ArrayList<X509Certificate>();
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager known) {
        trusted.addAll(List.of(known.getAcceptedIssuers()));
      }
    }
    return trusted;
  }
}
