package mop.stack.otlp;

import java.io.IOException;

/** Bytes that are not a well-formed OTLP message. */
public final class InvalidOtlp extends IOException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /**
   * @param problem what is wrong there
   * @param offset byte in the message, from its beginning, at which reading stopped
   */
  public InvalidOtlp(String problem, int offset) {
    super(problem + " at byte " + offset);
    this.offset = offset;
  }

  /** Byte in the message, from its beginning, at which reading stopped. */
  public int offset() {
    return offset;
  }
}
