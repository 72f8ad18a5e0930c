package mop.stack.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import mop.analysis.input.InvalidInput;
import mop.stack.store.RequestCounter.Kind;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects in S3. Credentials are those of the SDK's default chain: system properties, environment,
 * profile, role of the machine.
 *
 * <p>An object of at most 16 MiB is one PUT, a larger one an upload in parts of that size, as
 * Tempo's client does it; it holds one part in memory. Objects carry their CRC32C: the server
 * refuses what arrives altered, a whole GET is compared with it and repeated when it differs. A
 * range is only checked for its length, as S3 keeps no checksum of ranges. What fails for a reason
 * that may pass is repeated up to ten times ({@link Retry}); the SDK itself repeats nothing.
 *
 * <p>Puts need no condition: keys hold the id of their block, a repeated put stores the same bytes,
 * and one prefix belongs to one process. A process that is killed during an upload in parts leaves
 * these behind; a life-cycle rule of the bucket ({@code AbortIncompleteMultipartUpload}) removes
 * them.
 */
public final class S3ObjectStore implements ObjectStore {
  private static final int KEYS_PER_LIST = 1000;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Between two bytes of an answer. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  private final S3Location location;
  private final S3Client client;
  private final RequestCounter counter = new RequestCounter();
  private final S3Requests requests;

  S3ObjectStore(S3Location location, S3Client client, Retry retry) {
    this.location = location;
    this.client = client;
    this.requests = new S3Requests(client, retry, counter);
  }

  /**
   * Opens the store and looks whether its bucket can be reached; the request for that is not among
   * the counted ones.
   *
   * @throws InvalidInput when it cannot
   */
  static S3ObjectStore open(S3Location location) {
    SdkHttpClient http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(READ_TIMEOUT)
            .build();
    return open(location, http, new Retry(Retry.ATTEMPTS, Pause.SLEEP, location.hashCode()));
  }

  static S3ObjectStore open(S3Location location, SdkHttpClient http, Retry retry) {
    S3Client client = client(location, http);
    try {
      client.headBucket(b -> b.bucket(location.bucket()));
      return new S3ObjectStore(location, client, retry);
    } catch (S3Exception e) {
      client.close();
      throw unusable(location, e);
    } catch (SdkClientException e) {
      client.close();
      throw new InvalidInput(
          location.toString(),
          "cannot be reached (" + e.getMessage() + ")",
          "a server, a region and credentials",
          "Check endpoint= and AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY or AWS_PROFILE.");
    }
  }

  private static InvalidInput unusable(S3Location location, S3Exception e) {
    return switch (e.statusCode()) {
      case 404 ->
          new InvalidInput(
              location.toString(),
              "there is no such bucket",
              "one",
              "Make it, or correct its name.");
      case 401, 403 ->
          new InvalidInput(
              location.toString(),
              "the credentials may not list the bucket (" + e.statusCode() + ")",
              "s3:ListBucket, GetObject, PutObject, DeleteObject, AbortMultipartUpload",
              "Grant them, or use other credentials.");
      default ->
          new InvalidInput(
              location.toString(),
              "the server answers " + e.statusCode(),
              "a bucket that can be listed",
              "Check endpoint=, region= and path-style=.");
    };
  }

  private static S3Client client(S3Location location, SdkHttpClient http) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(http)
            .forcePathStyle(location.pathStyle())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()));
    @Nullable URI endpoint = location.endpoint();
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    String region = location.region();
    if (region != null) {
      builder.region(Region.of(region));
    } else if (endpoint != null) {
      builder.region(Region.US_EAST_1); // servers other than AWS mostly ask for this one
    }
    try {
      return builder.build();
    } catch (SdkClientException e) {
      throw new InvalidInput(
          location.toString(), "has no region", "region=… or AWS_REGION", "Name the bucket's.");
    }
  }

  @Override
  public void put(String key, InputStream content, long length) throws IOException {
    Keys.check(key);
    String what = "cannot store object " + key + " in " + location;
    int part = (int) FileObjectStore.PART_BYTES;
    new S3Upload(requests, location.bucket(), location.prefix() + key, what, part)
        .put(content, length);
    counter.written(length);
  }

  @Override
  public byte[] get(String key) throws IOException {
    byte[] bytes = read(key, b -> b.checksumMode(ChecksumMode.ENABLED));
    counter.read(bytes.length);
    return bytes;
  }

  @Override
  public byte[] getRange(String key, long offset, int length) throws IOException {
    if (length == 0) {
      return new byte[0];
    }
    byte[] bytes = read(key, b -> b.range("bytes=" + offset + '-' + (offset + length - 1)));
    if (bytes.length != length) {
      throw new IOException("object " + key + " ends before " + (offset + length));
    }
    counter.read(length);
    return bytes;
  }

  private byte[] read(String key, Consumer<GetObjectRequest.Builder> part) throws IOException {
    Keys.check(key);
    GetObjectRequest.Builder request =
        GetObjectRequest.builder().bucket(location.bucket()).key(location.prefix() + key);
    part.accept(request);
    return requests.send(
        Kind.GET,
        key,
        "cannot read object " + key + " in " + location,
        s3 -> whole(s3.getObjectAsBytes(request.build())));
  }

  /** The connection may end before the announced length, which its stream does not tell. */
  private static byte[] whole(ResponseBytes<GetObjectResponse> answer) {
    byte[] bytes = answer.asByteArrayUnsafe();
    Long announced = answer.response().contentLength();
    if (announced != null && announced != bytes.length) {
      throw SdkClientException.create("only " + bytes.length + " of " + announced + " bytes came");
    }
    return bytes;
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    List<String> keys = new ArrayList<>();
    @Nullable String token = null;
    do {
      ListObjectsV2Response page = page(location.prefix() + prefix, token);
      for (S3Object object : page.contents()) {
        keys.add(object.key().substring(location.prefix().length()));
      }
      token = page.nextContinuationToken();
    } while (token != null);
    Collections.sort(keys);
    return keys;
  }

  private ListObjectsV2Response page(String prefix, @Nullable String token) throws IOException {
    return requests.send(
        Kind.LIST,
        prefix,
        "cannot list " + location,
        s3 ->
            s3.listObjectsV2(b ->
                b.bucket(location.bucket())
                    .prefix(prefix)
                    .maxKeys(KEYS_PER_LIST)
                    .continuationToken(token)));
  }

  @Override
  public void delete(String key) throws IOException {
    Keys.check(key);
    requests.send(
        Kind.DELETE,
        key,
        "cannot delete object " + key + " in " + location,
        s3 -> s3.deleteObject(b -> b.bucket(location.bucket()).key(location.prefix() + key)));
  }

  @Override
  public Usage usage() {
    return counter.usage();
  }

  @Override
  public void close() {
    client.close();
  }
}
