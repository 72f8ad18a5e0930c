package mop.stack.store;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A server on loopback that speaks S3, with one empty bucket in memory. */
public final class S3Server implements AutoCloseable {
  public static final String BUCKET = "telemetry";

  private static final String ID = "local-identity";
  private static final String SECRET = "local-credential";

  private final S3Proxy server;

  /** Starts it, and gives this process its credentials, as the SDK's default chain finds them. */
  public S3Server() {
    System.setProperty("aws.accessKeyId", ID);
    System.setProperty("aws.secretAccessKey", SECRET);
    server =
        S3Proxy.builder()
            .blobStore(new TransientNio2BlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ID, SECRET)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    try (S3Client client =
        S3Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .endpointOverride(URI.create(endpoint()))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .build()) {
      client.createBucket(b -> b.bucket(BUCKET));
    }
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getPort();
  }

  /** Address of a store. */
  public String address(String prefix) {
    return "s3://" + BUCKET + '/' + prefix + "?path-style=true&endpoint=" + endpoint();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
