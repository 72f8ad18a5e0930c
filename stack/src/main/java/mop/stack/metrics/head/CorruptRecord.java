package mop.stack.metrics.head;

import java.io.IOException;

/** A record whose frame is whole, but whose content is not what its kind says. */
final class CorruptRecord extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptRecord(String what) {
    super(what);
  }
}
