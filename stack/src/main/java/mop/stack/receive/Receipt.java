package mop.stack.receive;

import java.time.Duration;

/**
 * What became of a request; the transport says it in its own way (OTLP specification 1.8,
 * «OTLP/gRPC Response» and «OTLP/HTTP Response»).
 */
public sealed interface Receipt {
  /** All of it is kept, as durably as the store promises. */
  record Accepted() implements Receipt {}

  /**
   * Some of it is kept and the rest refused for good; the client must not send it again.
   *
   * @param rejected spans, data points or log records; 0 with a message is a mere warning
   * @param message why, for the client's log
   */
  record Partial(long rejected, String message) implements Receipt {}

  /** Nothing of it is kept, nor would be when it came again: 400, {@code INVALID_ARGUMENT}. */
  record Invalid(String message) implements Receipt {}

  /**
   * Nothing of it is kept because there is too much to do now: 429, {@code RESOURCE_EXHAUSTED}.
   *
   * @param retryAfter when the client may try again; positive
   */
  record Overloaded(String message, Duration retryAfter) implements Receipt {}

  /**
   * Nothing of it is kept because the storage is full or broken: 503, {@code UNAVAILABLE}.
   *
   * @param retryAfter when the client may try again; positive
   */
  record Unavailable(String message, Duration retryAfter) implements Receipt {}

  static Receipt accepted() {
    return new Accepted();
  }
}
