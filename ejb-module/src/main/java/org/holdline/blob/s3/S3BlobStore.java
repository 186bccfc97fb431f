package org.holdline.blob.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdline.blob.control.BlobLink;
import org.holdline.blob.control.BlobRefusals;
import org.holdline.blob.control.BlobStore;
import org.holdline.blob.entity.BlobKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Objects of one bucket. The service has an object whole or not at all, and a put that is repeated
 * because its answer was lost stores the same bytes again. Nothing but plain objects is asked of
 * the service: no lifecycle, versions or tags.
 */
final class S3BlobStore implements BlobStore, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int INSUFFICIENT_STORAGE = 507;

  /** The service wants to know the length beforehand, so that much is kept in memory. */
  private static final int TOGETHER = 4 << 20;

  private final S3Client s3;
  private final String bucket;
  private final int partBytes;
  private final @Nullable S3Presigner links;

  private S3BlobStore(S3Client s3, S3Settings settings) {
    this.s3 = s3;
    this.bucket = settings.bucket();
    this.partBytes = settings.reach().partBytes();
    this.links = presigner(settings);
  }

  /** The caller closes it. */
  static S3BlobStore open(S3Settings settings, S3Limits limits) {
    var http =
        Apache5HttpClient.builder()
            .maxConnections(S3Limits.CONNECTIONS_MAX)
            .connectionTimeout(CONNECT)
            .connectionAcquisitionTimeout(limits.attempt())
            .socketTimeout(limits.silence());
    var builder =
        S3Client.builder()
            .httpClientBuilder(http)
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings))
            .overrideConfiguration(configured ->
                configured
                    .apiCallAttemptTimeout(limits.attempt())
                    .apiCallTimeout(limits.call())
                    .retryStrategy(retry -> retry.maxAttempts(S3Limits.ATTEMPTS_MAX)));
    var endpoint = settings.reach().endpoint();
    if (endpoint != null) {
      builder.endpointOverride(endpoint).forcePathStyle(true);
    }
    return new S3BlobStore(builder.build(), settings);
  }

  /** Null where nobody but this server reaches the service. */
  private static @Nullable S3Presigner presigner(S3Settings settings) {
    var builder =
        S3Presigner.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings));
    var address = settings.reach().publicEndpoint();
    if (address != null) {
      return builder
          .endpointOverride(address)
          .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
          .build();
    }
    return settings.reach().endpoint() == null ? builder.build() : null;
  }

  private static AwsCredentialsProvider credentials(S3Settings settings) {
    var access = settings.access();
    return access == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(access.key(), access.secret()));
  }

  @Override
  public void put(BlobKey key, ByteBuffer bytes) {
    var content = bytes.duplicate();
    var body =
        RequestBody.fromContentProvider(
            () -> stream(content), content.remaining(), "application/octet-stream");
    reached(() -> s3.putObject(put -> put.bucket(bucket).key(key.value()), body));
  }

  @Override
  public int bytesTogether() {
    return TOGETHER;
  }

  @Override
  public Writing write(BlobKey key, int bytesMax) {
    return new ObjectWriting(ByteBuffer.allocate(bytesMax), bytes -> put(key, bytes));
  }

  @Override
  public void put(BlobKey key, Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > partBytes) {
        store(key, channel);
        return;
      }
    }
    put(key, ByteBuffer.wrap(Files.readAllBytes(file)));
  }

  private void store(BlobKey key, FileChannel file) throws IOException {
    try {
      reached(() -> {
        try {
          new S3Uploads(s3, bucket, partBytes).put(key.value(), file);
          return true;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw e.getCause() == null ? new IOException(e) : e.getCause();
    }
  }

  private static InputStream stream(ByteBuffer bytes) {
    return new ByteArrayInputStream(
        bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }

  @Override
  public InputStream open(BlobKey key, long from, long length) {
    var range = "bytes=" + from + "-" + (from + length - 1);
    return reached(() -> part(key, range));
  }

  private InputStream part(BlobKey key, String range) {
    try {
      return s3.getObject(get -> get.bucket(bucket).key(key.value()).range(range));
    } catch (S3Exception e) {
      if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
        return InputStream.nullInputStream(); // it ends before
      }
      throw e;
    }
  }

  @Override
  public void delete(BlobKey key) {
    reached(() -> s3.deleteObject(delete -> delete.bucket(bucket).key(key.value())));
  }

  @Override
  public List<BlobKey> list(BlobKey folder, @Nullable BlobKey after, int limit) {
    return reached(() ->
            s3.listObjectsV2(list ->
                list.bucket(bucket)
                    .prefix(folder.value() + "/")
                    .startAfter(after == null ? null : after.value())
                    .maxKeys(limit)))
        .contents()
        .stream()
        .map(S3Object::key)
        .map(BlobKey::new)
        .toList();
  }

  @Override
  public Optional<URI> link(BlobKey key, BlobLink how) {
    if (links == null) {
      return Optional.empty();
    }
    var request =
        links.presignGetObject(presign ->
            presign
                .signatureDuration(how.life())
                .getObjectRequest(get ->
                    get.bucket(bucket)
                        .key(key.value())
                        .responseContentType(how.mediaType())
                        .responseContentDisposition(how.disposition())));
    return Optional.of(URI.create(request.url().toString()));
  }

  @Override
  public int sweep(Instant before) {
    return reached(() -> new S3Uploads(s3, bucket, partBytes).sweep(before));
  }

  private static <T> T reached(Supplier<T> work) {
    try {
      return work.get();
    } catch (NoSuchKeyException e) {
      throw BlobRefusals.notFound();
    } catch (S3Exception e) {
      throw e.statusCode() == INSUFFICIENT_STORAGE ? BlobRefusals.full() : BlobRefusals.away(e);
    } catch (SdkException e) {
      throw BlobRefusals.away(e);
    }
  }

  @Override
  public void close() {
    if (links != null) {
      links.close();
    }
    s3.close();
  }
}
