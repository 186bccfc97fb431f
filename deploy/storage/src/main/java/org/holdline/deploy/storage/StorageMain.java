package org.holdline.deploy.storage;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** Serves one bucket, kept in a directory, at the loopback address until it is stopped. */
public final class StorageMain {
  private StorageMain() {}

  /**
   * Starts it.
   *
   * @param arguments a file with {@code port}, {@code directory}, {@code bucket}, {@code
   *     access-key} and {@code secret-key}
   */
  public static void main(String[] arguments) throws Exception {
    var settings = new Properties();
    try (var reader = Files.newBufferedReader(Path.of(arguments[0]))) {
      settings.load(reader);
    }
    var directory = Path.of(settings.getProperty("directory"));
    var bucket = directory.resolve(settings.getProperty("bucket"));
    Files.createDirectories(bucket);
    if (Files.getFileStore(bucket).supportsFileAttributeView("posix")) {
      // what everybody may read on the disk is public for the service too
      Files.setPosixFilePermissions(bucket, PosixFilePermissions.fromString("rwx------"));
    }
    var files = new Properties();
    files.setProperty("jclouds.filesystem.basedir", directory.toString());
    S3Proxy.builder()
        .blobStore(BlobStores.create("filesystem-nio2", files))
        .endpoint(URI.create("http://127.0.0.1:" + settings.getProperty("port")))
        .awsAuthentication(
            AuthenticationType.AWS_V4,
            settings.getProperty("access-key"),
            settings.getProperty("secret-key"))
        .ignoreUnknownHeaders(true)
        .build()
        .start();
  }
}
