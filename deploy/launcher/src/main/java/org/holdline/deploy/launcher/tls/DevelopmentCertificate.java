package org.holdline.deploy.launcher.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.process.StartException;

/**
 * A certificate for one host name, signed by an authority of this data folder, which other devices
 * may be told to trust.
 *
 * @param host the name or address that other devices use
 */
public record DevelopmentCertificate(Path directory, String host, Secret password) {
  static final String ALIAS = "holdline";

  /** Made when missing, renewed for other names or before it ends. The authority stays. */
  public static DevelopmentCertificate of(Path directory, String host, Secret password)
      throws InterruptedException {
    var certificate = new DevelopmentCertificate(directory.toAbsolutePath(), host, password);
    try {
      new CertificateMaker(certificate).makeWhereNeeded();
    } catch (IOException e) {
      throw new StartException("No certificate could be made: " + e.getMessage(), e);
    }
    return certificate;
  }

  public Path keyStore() {
    return directory.resolve("server.p12");
  }

  Path trustStore() {
    return directory.resolve("trust.p12");
  }

  /** For people to install on their devices. */
  public Path authority() {
    return directory.resolve("holdline-development-ca.crt");
  }

  public String alias() {
    return ALIAS;
  }

  /** So that the application serves with it, and trusts a provider that does. */
  public List<String> jvmOptions() {
    return List.of(
        "-Djavax.net.ssl.keyStore=" + keyStore(),
        "-Djavax.net.ssl.keyStorePassword=" + password.value(),
        "-Djavax.net.ssl.trustStore=" + trustStore(),
        "-Djavax.net.ssl.trustStorePassword=" + password.value());
  }

  /** For our own calls. */
  public SSLContext sslContext() {
    try (var stream = Files.newInputStream(trustStore())) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(stream, password.value().toCharArray());
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new StartException("The certificate cannot be read: " + e.getMessage(), e);
    }
  }
}
