package mop.stack.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;
import mop.stack.store.RequestCounter.Kind;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Brings one object to S3, whole or in parts that become visible together. The server compares the
 * CRC32C of each part and of the whole with what it received, and keeps the latter.
 */
final class S3Upload {
  /** What S3 allows in one upload. */
  static final int MAX_PARTS = 10_000;

  private final S3Requests requests;
  private final String bucket;
  private final String key;
  private final String what;
  private final int partBytes;
  private final CRC32C whole = new CRC32C();

  /**
   * @param key with the store's prefix
   * @param what it does, for messages
   */
  S3Upload(S3Requests requests, String bucket, String key, String what, int partBytes) {
    this.requests = requests;
    this.bucket = bucket;
    this.key = key;
    this.what = what;
    this.partBytes = partBytes;
  }

  void put(InputStream content, long length) throws IOException {
    if (length <= partBytes) {
      inOne(next(content, length, length));
    } else if (length <= (long) MAX_PARTS * partBytes) {
      inParts(content, length);
    } else {
      throw new IOException(
          what + ": it is longer than " + MAX_PARTS + " parts of " + partBytes + " bytes");
    }
  }

  private void inOne(byte[] bytes) throws IOException {
    String crc = checksum(bytes);
    requests.send(
        Kind.PUT,
        key,
        what,
        s3 ->
            s3.putObject(
                b -> b.bucket(bucket).key(key).checksumCRC32C(crc), RequestBody.fromBytes(bytes)));
  }

  private void inParts(InputStream content, long length) throws IOException {
    String upload = begin();
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (long left = length; left > 0; left -= Math.min(left, partBytes)) {
        parts.add(part(upload, parts.size() + 1, next(content, left, length)));
      }
      complete(upload, parts, length);
    } catch (IOException | RuntimeException e) {
      abort(upload, e);
      throw e;
    }
  }

  private String begin() throws IOException {
    return requests
        .send(
            Kind.PUT,
            key,
            what,
            s3 ->
                s3.createMultipartUpload(b ->
                    b.bucket(bucket)
                        .key(key)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
                        .checksumType(ChecksumType.FULL_OBJECT)))
        .uploadId();
  }

  private CompletedPart part(String upload, int number, byte[] bytes) throws IOException {
    String crc = checksum(bytes);
    UploadPartResponse stored =
        requests.send(
            Kind.PUT,
            key,
            what,
            s3 ->
                s3.uploadPart(
                    b ->
                        b.bucket(bucket)
                            .key(key)
                            .uploadId(upload)
                            .partNumber(number)
                            .checksumCRC32C(crc),
                    RequestBody.fromBytes(bytes)));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(stored.eTag())
        .checksumCRC32C(crc)
        .build();
  }

  /**
   * Makes the parts one object. When the answer to it was lost, the server may know the upload no
   * more at the second attempt: then it is asked whether the object is the one that was sent.
   */
  private void complete(String upload, List<CompletedPart> parts, long length) throws IOException {
    String crc = base64(whole);
    try {
      requests.send(
          Kind.PUT,
          key,
          what,
          s3 ->
              s3.completeMultipartUpload(b ->
                  b.bucket(bucket)
                      .key(key)
                      .uploadId(upload)
                      .checksumCRC32C(crc)
                      .checksumType(ChecksumType.FULL_OBJECT)
                      .multipartUpload(m -> m.parts(parts))));
    } catch (IOException e) {
      if (!(e.getCause() instanceof S3Exception s3 && S3Requests.code(s3).equals("NoSuchUpload"))
          || !stored(crc, length)) {
        throw e;
      }
    }
  }

  private boolean stored(String crc, long length) throws IOException {
    HeadObjectResponse head =
        requests.send(
            Kind.GET,
            key,
            what,
            s3 -> s3.headObject(b -> b.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED)));
    return head.contentLength() == length && crc.equals(head.checksumCRC32C());
  }

  /** Best effort: what stays of an upload costs storage until a rule of the bucket removes it. */
  private void abort(String upload, Exception failure) {
    try {
      requests.send(
          Kind.DELETE,
          key,
          what,
          s3 -> s3.abortMultipartUpload(b -> b.bucket(bucket).key(key).uploadId(upload)));
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** The next part, of which the whole has {@code left} bytes from here on. */
  private byte[] next(InputStream content, long left, long length) throws IOException {
    int size = (int) Math.min(left, partBytes);
    byte[] bytes = content.readNBytes(size);
    if (bytes.length < size) {
      long had = length - left + bytes.length;
      throw new EOFException(what + ": content has " + had + " bytes, announced were " + length);
    }
    if (size == left && content.read() >= 0) {
      throw new IOException(what + ": content has more than the announced " + length + " bytes");
    }
    whole.update(bytes);
    return bytes;
  }

  static String checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return base64(crc);
  }

  private static String base64(CRC32C crc) {
    byte[] value = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(value);
  }
}
