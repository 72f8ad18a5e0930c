package mop.stack.traceql.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mop.stack.parquet.RowReader;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.Ids;
import org.jspecify.annotations.Nullable;

/** Makes values of what a column stores. Strings of a dictionary are made once. */
final class ValueDecoder {
  /** What a column's numbers and byte strings mean. */
  enum Meaning {
    TEXT,
    TRACE_ID,
    SPAN_ID,
    INT,
    REAL,
    FLAG,
    /** Nanoseconds. */
    DURATION,
    STATUS,
    KIND
  }

  private final Meaning meaning;
  private @Nullable Value[] known = new Value[16];

  ValueDecoder(Meaning meaning) {
    this.meaning = meaning;
  }

  Meaning meaning() {
    return meaning;
  }

  /** The value of the entry that the reader stands on. */
  Value decode(RowReader in) {
    return switch (meaning) {
      case REAL -> new Value.Real(in.real());
      case INT, FLAG, DURATION, STATUS, KIND -> number(in.number());
      case TEXT, TRACE_ID, SPAN_ID -> {
        int index = in.index();
        if (index < 0) {
          yield bytes(in.bytes(), in.offset(), in.length());
        }
        if (index >= known.length) {
          known = Arrays.copyOf(known, Math.max(index + 1, known.length * 2));
        }
        Value v = known[index];
        if (v == null) {
          v = bytes(in.bytes(), in.offset(), in.length());
          known[index] = v;
        }
        yield v;
      }
    };
  }

  /** The value that a stored number stands for. */
  Value number(long v) {
    return switch (meaning) {
      case FLAG -> Value.of(v != 0);
      case DURATION -> new Value.Duration(v);
      case STATUS -> new Value.Status((int) v);
      case KIND -> new Value.Kind((int) v);
      case INT, REAL, TEXT, TRACE_ID, SPAN_ID -> new Value.Int(v);
    };
  }

  /** The value that a stored byte string stands for. */
  Value bytes(byte[] b, int offset, int length) {
    return new Value.Text(
        switch (meaning) {
          case TRACE_ID -> Ids.trace(b, offset, length);
          case SPAN_ID -> Ids.span(b, offset, length);
          default -> new String(b, offset, length, StandardCharsets.UTF_8);
        });
  }
}
