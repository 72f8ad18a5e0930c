package mop.simulator.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A place in an encoded span that is filled anew for each span; its width is fixed. */
public enum Slot {
  TRACE_ID(16, Form.BYTES),
  SPAN_ID(8, Form.BYTES),
  PARENT_ID(8, Form.BYTES),
  /** Start of the span, nanoseconds. */
  START(8, Form.BYTES),
  /** End of the span, nanoseconds. */
  END(8, Form.BYTES),
  /** The user of the trace, one of {@link SlotValues#USERS}. */
  USER(7, Form.TEXT),
  /** A session of that user, as a UUID. */
  SESSION(36, Form.TEXT),
  /** The address that the user calls from. */
  CLIENT(15, Form.TEXT),
  /** The address of the pod at the other end. */
  PEER(14, Form.TEXT),
  /** One of {@link SlotValues#PRODUCTS} products, the first ones oftener. */
  PRODUCT(6, Form.TEXT),
  /** The order or basket of the trace. */
  ORDER(10, Form.TEXT),
  /** A word of a search. */
  WORD(6, Form.TEXT),
  DIGIT(1, Form.TEXT),
  DIGITS2(2, Form.TEXT),
  DIGITS4(4, Form.TEXT),
  /** A number from 1 to 127. */
  SMALL(1, Form.VARINT),
  /** A number from 128 to 16,383. */
  SIZE(2, Form.VARINT),
  /** An ephemeral port, 32,768 to 60,999. */
  PORT(3, Form.VARINT),
  /** A number from 2^21 to 2^28 − 1. */
  OFFSET(4, Form.VARINT),
  /** The result of the operation, 0 to 127. */
  RESULT(1, Form.VARINT);

  enum Form {
    BYTES,
    TEXT,
    VARINT
  }

  private final int width;
  private final Form form;

  Slot(int width, Form form) {
    this.width = width;
    this.form = form;
  }

  /** Bytes that it fills. */
  public int width() {
    return width;
  }

  Form form() {
    return form;
  }

  /** The slot that a pattern names as <code>${name}</code>. */
  static Optional<Slot> named(String name) {
    return Arrays.stream(values())
        .filter(slot -> slot.form == Form.TEXT)
        .filter(slot -> slot.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
