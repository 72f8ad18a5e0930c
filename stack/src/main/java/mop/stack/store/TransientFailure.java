package mop.stack.store;

import java.io.IOException;

/** A request failed in a way that may not happen again when it is sent once more. */
final class TransientFailure extends IOException {
  private static final long serialVersionUID = 1L;

  TransientFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
