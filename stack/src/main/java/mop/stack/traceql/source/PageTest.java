package mop.stack.traceql.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import mop.stack.parquet.PageBounds;
import mop.stack.traceql.Operator;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.ValueTest;
import mop.stack.traceql.source.ValueDecoder.Meaning;

/** Tells from a page's least and greatest value whether one can pass a test. */
final class PageTest {
  private final ValueDecoder decoder;
  private final Operator op;
  private final Value constant;

  private PageTest(ValueDecoder decoder, Operator op, Value constant) {
    this.decoder = decoder;
    this.op = op;
    this.constant = constant;
  }

  /** Whether the bounds of pages can tell anything about the test. */
  static boolean tells(ValueDecoder decoder, ValueTest test) {
    return test instanceof ValueTest.Compares(Operator op, Value _, boolean _)
        && switch (decoder.meaning()) {
          case INT, DURATION, STATUS, KIND -> true;
          case TEXT, TRACE_ID -> op == Operator.EQUAL;
          case SPAN_ID, REAL, FLAG -> false;
        };
  }

  static boolean passes(ValueDecoder decoder, ValueTest test, PageBounds bounds) {
    return !(test instanceof ValueTest.Compares(Operator op, Value constant, boolean _))
        || new PageTest(decoder, op, constant).passes(bounds);
  }

  /** Columns of blobs have no bounds: theirs are empty. */
  private boolean passes(PageBounds b) {
    if (b.max().length == 0) {
      return true;
    }
    return switch (decoder.meaning()) {
      case INT, DURATION -> !b.integers() || numbers(b.minInteger(), b.maxInteger());
      case STATUS, KIND -> !b.integers() || codes(b.minInteger(), b.maxInteger());
      case TEXT ->
          !(constant instanceof Value.Text t)
              || within(t.value().getBytes(StandardCharsets.UTF_8), b);
      case TRACE_ID -> !(constant instanceof Value.Text t) || traceId(t.value(), b);
      case SPAN_ID, REAL, FLAG -> true;
    };
  }

  /** Columns may count without sign; bounds that mean different things either way tell nothing. */
  private boolean numbers(long min, long max) {
    if (min < 0 || max < 0) {
      return true;
    }
    Value low = decoder.number(min);
    Value high = decoder.number(max);
    return switch (op) {
      case EQUAL -> holds(Operator.LESS_EQUAL, low) && holds(Operator.GREATER_EQUAL, high);
      case NOT_EQUAL -> holds(op, low) || holds(op, high);
      case GREATER, GREATER_EQUAL -> holds(op, high);
      case LESS, LESS_EQUAL -> holds(op, low);
      case AND, OR, REGEX, NOT_REGEX, ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> true;
    };
  }

  private boolean holds(Operator with, Value v) {
    return new ValueTest.Compares(with, constant, false).passes(v);
  }

  private boolean codes(long min, long max) {
    long code =
        switch (constant) {
          case Value.Status s when decoder.meaning() == Meaning.STATUS -> s.code();
          case Value.Kind k when decoder.meaning() == Meaning.KIND -> k.code();
          default -> -1;
        };
    boolean only = min == code && max == code;
    boolean possible = op == Operator.EQUAL ? min <= code && code <= max : !only;
    return code < 0 || possible;
  }

  private static boolean within(byte[] v, PageBounds b) {
    return Arrays.compareUnsigned(b.min(), v) <= 0 && Arrays.compareUnsigned(v, b.max()) <= 0;
  }

  private static boolean traceId(String digits, PageBounds b) {
    if (!digits.matches("[0-9a-f]{1,32}")) {
      return true;
    }
    byte[] id = HexFormat.of().parseHex("0".repeat(32 - digits.length()) + digits);
    return within(id, b);
  }
}
