package mop.stack.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.function.Function;
import mop.stack.store.RequestCounter.Kind;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Sends requests: counts each attempt as it is billed, and repeats those that may succeed then.
 *
 * <p>Billed is what was answered with a status below 500 (S3 user guide, "Billing for Amazon S3
 * error responses": successes and client errors are, server errors are not). A request whose answer
 * was lost may have been, and is counted; one whose connection was refused is not.
 */
final class S3Requests {
  /** As minio-go 7.0 repeats: {@code retry.go}. All from 500 on are. */
  private static final Set<Integer> PASSING_STATUS = Set.of(408, 429, 499);

  private static final Set<String> PASSING_CODES =
      Set.of(
          "RequestError",
          "RequestTimeout",
          "Throttling",
          "ThrottlingException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "InternalError",
          "ExpiredToken",
          "ExpiredTokenException",
          "SlowDown",
          // the content was altered on its way
          "BadDigest",
          "XAmzContentSHA256Mismatch");

  private final S3Client client;
  private final Retry retry;
  private final RequestCounter counter;

  S3Requests(S3Client client, Retry retry, RequestCounter counter) {
    this.client = client;
    this.retry = retry;
    this.counter = counter;
  }

  /**
   * Sends one request until it succeeds.
   *
   * @param what it does, for messages: {@code cannot read object x}
   * @throws NoSuchFileException when there is no such object
   */
  <T> T send(Kind kind, String key, String what, Function<S3Client, T> request) throws IOException {
    return retry.call(() -> attempt(kind, key, what, request));
  }

  private <T> T attempt(Kind kind, String key, String what, Function<S3Client, T> request)
      throws IOException {
    try {
      T answer = request.apply(client);
      counter.add(kind, 1);
      return answer;
    } catch (S3Exception e) {
      counter.add(kind, e.statusCode() < 500 ? 1 : 0);
      throw refused(e, key, what);
    } catch (AbortedException e) {
      counter.add(kind, 1);
      InterruptedIOException interrupted = new InterruptedIOException(what + ": interrupted");
      interrupted.initCause(e);
      throw interrupted;
    } catch (SdkClientException e) {
      counter.add(kind, neverSent(e) ? 0 : 1);
      throw new TransientFailure(what + ": " + e.getMessage(), e);
    }
  }

  private static IOException refused(S3Exception e, String key, String what) {
    if (e instanceof NoSuchKeyException) {
      return new NoSuchFileException(key);
    }
    String message = what + ": " + said(e);
    return passing(e) ? new TransientFailure(message, e) : new IOException(message, e);
  }

  static String code(S3Exception e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return code == null ? "" : code;
  }

  private static String said(S3Exception e) {
    String message = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
    return code(e) + " (" + e.statusCode() + ')' + (message == null ? "" : ' ' + message);
  }

  private static boolean passing(S3Exception e) {
    return e.statusCode() >= 500
        || PASSING_STATUS.contains(e.statusCode())
        || PASSING_CODES.contains(code(e));
  }

  private static boolean neverSent(SdkClientException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ConnectException
          || t instanceof UnknownHostException
          || t instanceof NoRouteToHostException) {
        return true;
      }
    }
    return false;
  }
}
