package mop.stack.traceql.engine;

import java.io.IOException;
import mop.stack.traceql.Operator;
import mop.stack.traceql.Scalar;
import mop.stack.traceql.Value;

/** Numbers about the spans of a spanset. */
final class Aggregates {
  private Aggregates() {}

  /** Nil when no span has a value. Sums take only values of the type of the first. */
  static Value of(Scalar.Function function, SpanQuestion question, TraceView trace, int[] spans)
      throws IOException {
    Value all = Value.Nil.NIL;
    int count = 0;
    for (int s : spans) {
      Value v = question.first(trace, s);
      if (!v.isNil()) {
        all = count == 0 ? v : combine(function, all, v);
        count++;
      }
    }
    return function == Scalar.Function.AVG ? divide(all, count) : all;
  }

  private static Value combine(Scalar.Function function, Value all, Value v) {
    return switch (function) {
      case MIN -> Operations.order(v, all) < 0 ? v : all;
      case MAX -> Operations.order(v, all) > 0 ? v : all;
      case SUM, AVG -> add(all, v);
    };
  }

  private static Value add(Value a, Value b) {
    if (a instanceof Value.Duration(long x) && b instanceof Value.Duration(long y)) {
      return new Value.Duration(x + y);
    }
    return a.type() == b.type() && a.type().numeric() ? Operations.apply(Operator.ADD, a, b) : a;
  }

  private static Value divide(Value sum, int count) {
    return switch (sum) {
      case Value.Int i -> new Value.Real((double) i.value() / count);
      case Value.Real r -> new Value.Real(r.value() / count);
      case Value.Duration d -> new Value.Duration(d.nanos() / count);
      case Value.Nil _, Value.Text _, Value.Bool _, Value.Status _ -> sum;
      case Value.Kind _, Value.Many _ -> sum;
    };
  }
}
