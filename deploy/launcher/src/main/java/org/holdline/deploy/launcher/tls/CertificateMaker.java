package org.holdline.deploy.launcher.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.holdline.deploy.launcher.files.PrivateFiles;
import org.holdline.deploy.launcher.process.Jvm;

/** Makes authority and certificate with the JDK's {@code keytool}. */
final class CertificateMaker {
  private static final String AUTHORITY_DAYS = "3650";

  /** Browsers refuse server certificates that are valid for longer than about a year. */
  private static final int DAYS = 390;

  private static final Duration RENEW_AFTER = Duration.ofDays(DAYS - 60L);

  private final DevelopmentCertificate certificate;

  CertificateMaker(DevelopmentCertificate certificate) {
    this.certificate = certificate;
  }

  void makeWhereNeeded() throws IOException, InterruptedException {
    PrivateFiles.createDirectory(certificate.directory());
    if (!Files.exists(certificate.trustStore())) {
      makeAuthority();
    }
    var names = subjectNames();
    if (!isCurrent(names)) {
      makeCertificate(names);
      PrivateFiles.write(namesFile(), names);
    }
  }

  private boolean isCurrent(String names) throws IOException {
    return Files.exists(namesFile())
        && Files.readString(namesFile()).equals(names)
        && Files.getLastModifiedTime(namesFile())
            .toInstant()
            .isAfter(Instant.now().minus(RENEW_AFTER));
  }

  private Path namesFile() {
    return certificate.directory().resolve("names");
  }

  private Path authorityStore() {
    return certificate.directory().resolve("authority.p12");
  }

  private String subjectNames() throws IOException {
    var names = new ArrayList<>(LocalAddresses.all());
    names.add(certificate.host());
    names.add("127.0.0.1");
    names.add("localhost");
    return names.stream()
        .distinct()
        .sorted()
        .map(name -> (isAddress(name) ? "ip:" : "dns:") + name)
        .collect(Collectors.joining(","));
  }

  private static boolean isAddress(String name) {
    return name.matches("[0-9.]+") || name.contains(":");
  }

  private void makeAuthority() throws IOException, InterruptedException {
    Files.deleteIfExists(authorityStore());
    keytool(
        authorityStore(),
        List.of("-genkeypair", "-alias", "ca", "-keyalg", "RSA", "-keysize", "3072"),
        List.of("-dname", "CN=Holdline development authority", "-validity", AUTHORITY_DAYS),
        List.of("-ext", "bc:c=ca:true,pathlen:0", "-ext", "ku:c=keyCertSign,cRLSign"));
    keytool(
        authorityStore(),
        List.of("-exportcert", "-rfc", "-alias", "ca"),
        List.of("-file", certificate.authority().toString()));
    TrustStore.write(certificate);
  }

  private void makeCertificate(String names) throws IOException, InterruptedException {
    var request = certificate.directory().resolve("server.csr");
    var signed = certificate.directory().resolve("server.crt");
    Files.deleteIfExists(certificate.keyStore());
    keytool(
        certificate.keyStore(),
        List.of("-genkeypair", "-alias", DevelopmentCertificate.ALIAS, "-keyalg", "RSA"),
        List.of("-keysize", "2048", "-dname", "CN=" + certificate.host()));
    keytool(
        certificate.keyStore(),
        List.of("-certreq", "-alias", DevelopmentCertificate.ALIAS),
        List.of("-file", request.toString()));
    keytool(
        authorityStore(),
        List.of("-gencert", "-rfc", "-alias", "ca", "-validity", Integer.toString(DAYS)),
        List.of("-infile", request.toString(), "-outfile", signed.toString()),
        List.of("-ext", "san=" + names, "-ext", "eku=serverAuth"));
    keytool(certificate.keyStore(), importing("ca", certificate.authority()));
    keytool(certificate.keyStore(), importing(DevelopmentCertificate.ALIAS, signed));
    Files.delete(request);
    Files.delete(signed);
  }

  private static List<String> importing(String alias, Path file) {
    return List.of("-importcert", "-noprompt", "-alias", alias, "-file", file.toString());
  }

  @SafeVarargs
  private void keytool(Path store, List<String>... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Jvm.program().resolveSibling("keytool").toString());
    for (var some : arguments) {
      command.addAll(some);
    }
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass:env", "STORE_PASSWORD"));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("STORE_PASSWORD", certificate.password().value());
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }
}
