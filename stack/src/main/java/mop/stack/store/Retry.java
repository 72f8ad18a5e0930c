package mop.stack.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Sends a request again when it failed for a reason that may pass. Before the n-th repetition it
 * waits a random part of {@code unit · 2^(n-1)}, but of no more than {@code cap} ("full jitter").
 * Thread-safe.
 */
final class Retry {
  /** As minio-go 7.0, the client of Tempo and Loki, has them: {@code retry.go}. */
  static final int ATTEMPTS = 10;

  static final Duration UNIT = Duration.ofMillis(200);
  static final Duration CAP = Duration.ofSeconds(1);

  private final int attempts;
  private final Pause pause;
  private final SplittableRandom random;

  /** One request. */
  @FunctionalInterface
  interface Request<T> {
    T send() throws IOException;
  }

  /**
   * @param attempts how often a request is sent at most, the first time included
   * @param seed of the waiting times
   */
  Retry(int attempts, Pause pause, long seed) {
    this.attempts = attempts;
    this.pause = pause;
    this.random = new SplittableRandom(seed);
  }

  <T> T call(Request<T> request) throws IOException {
    for (int failures = 0; ; failures++) {
      try {
        return request.send();
      } catch (TransientFailure e) {
        if (failures + 1 >= attempts) {
          throw new IOException(e.getMessage() + " (" + attempts + " attempts)", e.getCause());
        }
        await(failures, e);
      }
    }
  }

  private void await(int failures, TransientFailure failure) throws InterruptedIOException {
    long most = Math.min(CAP.toMillis(), UNIT.toMillis() << Math.min(failures, 20));
    try {
      pause.pause(Duration.ofMillis(draw(most)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("interrupted after: " + failure.getMessage());
      interrupted.initCause(failure);
      throw interrupted;
    }
  }

  private synchronized long draw(long most) {
    return random.nextLong(most + 1);
  }
}
