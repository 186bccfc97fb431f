package org.holdline.deploy.launcher.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.holdline.deploy.launcher.files.Secret;
import org.holdline.deploy.launcher.process.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageServerTest {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  @Test
  void whoDoesNotSignIsRefusedAndTheSecretIsPrivate(@TempDir Path directory) throws Exception {
    var settings =
        new StorageSettings(directory, Ports.free(), new Secret("key"), new Secret("secret"));
    try (var server = StorageServer.start(settings);
        var http = HttpClient.newHttpClient()) {
      assertThat(server.isAlive()).isTrue();
      var some = settings.objects().resolve("holdline").resolve("some");
      Files.writeString(some, "stored");
      Files.setPosixFilePermissions(some, PRIVATE); // as the service stores it
      var endpoint = URI.create(settings.environment().get("HOLDLINE_STORAGE_S3_ENDPOINT"));
      for (var unsigned :
          List.of(
              HttpRequest.newBuilder(endpoint.resolve("/holdline/some")).build(),
              HttpRequest.newBuilder(endpoint.resolve("/holdline")).build(),
              HttpRequest.newBuilder(endpoint.resolve("/holdline/other"))
                  .PUT(HttpRequest.BodyPublishers.ofString("mine"))
                  .build())) {
        assertThat(http.send(unsigned, HttpResponse.BodyHandlers.discarding()).statusCode())
            .as(unsigned.toString())
            .isEqualTo(403);
      }
      assertThat(Files.getPosixFilePermissions(directory.resolve("storage.properties")))
          .isEqualTo(PRIVATE);
    }
  }
}
