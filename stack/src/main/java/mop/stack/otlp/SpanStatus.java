package mop.stack.otlp;

/** Whether a span's message has a status, which may be empty. Not thread-safe; reused. */
public final class SpanStatus {
  private static final int STATUS = 15 << 3 | WireReader.LEN;

  private final WireReader wire = new WireReader();

  /** Looks for the field in the serialized {@code Span} at {@code offset}. */
  public boolean isSet(byte[] buffer, int offset, int length) {
    try {
      wire.over(buffer, offset, length);
      while (wire.more()) {
        int tag = wire.tag();
        if (tag == STATUS) {
          return true;
        }
        wire.skip(tag);
      }
      return false;
    } catch (InvalidOtlp malformed) {
      return false;
    }
  }
}
