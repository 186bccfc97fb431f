package org.holdline.blob.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * Stores large files part by part. A try that was interrupted is gone on with: parts that are there
 * and the same are not sent again.
 */
final class S3Uploads {
  private static final int PARTS_MAX = 10_000;

  private final S3Client s3;
  private final String bucket;
  private final int partBytes;

  S3Uploads(S3Client s3, String bucket, int partBytes) {
    this.s3 = s3;
    this.bucket = bucket;
    this.partBytes = partBytes;
  }

  /** Stores a whole file; it is there when this returns, and not before. */
  void put(String key, FileChannel file) throws IOException {
    var upload = unfinished(key).map(MultipartUpload::uploadId).orElseGet(() -> begin(key));
    var there = parts(key, upload);
    long size = file.size();
    int each = Math.toIntExact(Math.max(partBytes, Math.ceilDiv(size, PARTS_MAX)));
    var done = new ArrayList<CompletedPart>();
    for (long from = 0; from < size; from += each) {
      int number = done.size() + 1;
      var bytes = read(file, from, Math.toIntExact(Math.min(each, size - from)));
      var tag = "\"" + md5(bytes) + "\"";
      var known = there.get(number);
      boolean isSame = known != null && known.size() == bytes.length && tag.equals(known.eTag());
      var stored = isSame ? tag : send(key, upload, number, bytes);
      done.add(CompletedPart.builder().partNumber(number).eTag(stored).build());
    }
    s3.completeMultipartUpload(complete ->
        complete
            .bucket(bucket)
            .key(key)
            .uploadId(upload)
            .multipartUpload(parts -> parts.parts(done)));
  }

  private Optional<MultipartUpload> unfinished(String key) {
    return s3.listMultipartUploads(list -> list.bucket(bucket).prefix(key)).uploads().stream()
        .filter(upload -> upload.key().equals(key))
        .findFirst();
  }

  private String begin(String key) {
    return s3.createMultipartUpload(create -> create.bucket(bucket).key(key)).uploadId();
  }

  private Map<Integer, Part> parts(String key, String upload) {
    return s3
        .listPartsPaginator(list -> list.bucket(bucket).key(key).uploadId(upload))
        .parts()
        .stream()
        .collect(Collectors.toMap(Part::partNumber, Function.identity(), (one, other) -> other));
  }

  private String send(String key, String upload, int number, byte[] bytes) {
    return s3.uploadPart(
            part -> part.bucket(bucket).key(key).uploadId(upload).partNumber(number),
            RequestBody.fromBytes(bytes))
        .eTag();
  }

  private static byte[] read(FileChannel file, long from, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("the file has become shorter");
      }
    }
    return bytes.array();
  }

  /** By which S3 knows the content of a part; no secret hangs on it. */
  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  /** Gives up what was begun before then; returns how many uploads that were. */
  int sweep(Instant before) {
    List<MultipartUpload> old =
        s3.listMultipartUploads(list -> list.bucket(bucket)).uploads().stream()
            .filter(upload -> upload.initiated() != null && upload.initiated().isBefore(before))
            .toList();
    old.forEach(upload ->
        s3.abortMultipartUpload(
            abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    return old.size();
  }
}
