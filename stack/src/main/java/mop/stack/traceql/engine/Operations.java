package mop.stack.traceql.engine;

import java.util.Arrays;
import mop.stack.traceql.Operator;
import mop.stack.traceql.Value;

/**
 * What operators make of values, after Tempo's {@code ast_execute.go}. Values that do not go
 * together give false, where Tempo's query would fail: nil for a number that cannot be computed.
 */
final class Operations {
  private Operations() {}

  /** Applies any operator but a regex, which {@link RegexTest} does. */
  static Value apply(Operator op, Value l, Value r) {
    if (!l.type().matches(r.type()) || !l.type().allows(op) || !r.type().allows(op)) {
      return Value.Bool.FALSE;
    }
    if (l.type().array() || r.type().array()) {
      return op.truth() ? Value.of(array(op, l, r)) : Value.Nil.NIL;
    }
    return switch (op) {
      case EQUAL -> Value.of(l.equalTo(r));
      case NOT_EQUAL -> Value.of(differ(l, r));
      case AND -> Value.of(l.holds() && r.holds());
      case OR -> Value.of(l.holds() || r.holds());
      case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL -> Value.of(ordered(op, l, r));
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> arithmetic(op, l, r);
      case REGEX, NOT_REGEX -> throw new IllegalArgumentException("a regex is not applied here");
    };
  }

  private static boolean differ(Value l, Value r) {
    return !l.isNil() && !r.isNil() && !l.equalTo(r);
  }

  /** Of an array any element must pass; for {@code !=} all of them. */
  private static boolean array(Operator op, Value l, Value r) {
    if (l instanceof Value.Many a && !(r instanceof Value.Many)) {
      return op == Operator.NOT_EQUAL
          ? a.values().stream().allMatch(v -> apply(op, v, r).holds())
          : a.values().stream().anyMatch(v -> apply(op, v, r).holds());
    }
    return r instanceof Value.Many && !(l instanceof Value.Many) && array(op.flipped(), r, l);
  }

  private static boolean ordered(Operator op, Value l, Value r) {
    if (l instanceof Value.Text(String a) && r instanceof Value.Text(String b)) {
      return holds(op, compare(a, b));
    }
    if (l instanceof Value.Int(long a) && r instanceof Value.Int(long b)) {
      return holds(op, Long.compare(a, b));
    }
    double a = l.number();
    double b = r.number();
    return switch (op) {
      case GREATER -> a > b;
      case GREATER_EQUAL -> a >= b;
      case LESS -> a < b;
      default -> a <= b;
    };
  }

  private static boolean holds(Operator op, int order) {
    return switch (op) {
      case GREATER -> order > 0;
      case GREATER_EQUAL -> order >= 0;
      case LESS -> order < 0;
      default -> order <= 0;
    };
  }

  /** By the bytes of UTF-8, which is the order of code points. */
  static int compare(String a, String b) {
    return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
  }

  /** Which of two values is greater: of different types the one whose type comes later. */
  static int order(Value a, Value b) {
    if (a instanceof Value.Int(long x) && b instanceof Value.Int(long y)) {
      return Long.compare(x, y);
    }
    if (a.type().numeric() && b.type().numeric()) {
      return Double.compare(a.number(), b.number());
    }
    return a.type() != b.type() ? a.type().compareTo(b.type()) : compare(a.text(), b.text());
  }

  private static Value arithmetic(Operator op, Value l, Value r) {
    if (l instanceof Value.Int(long a) && r instanceof Value.Int(long b)) {
      return whole(op, a, b);
    }
    double a = l.number();
    double b = r.number();
    return new Value.Real(
        switch (op) {
          case ADD -> a + b;
          case SUBTRACT -> a - b;
          case MULTIPLY -> a * b;
          case DIVIDE -> a / b;
          case MODULO -> a % b;
          default -> Math.pow(a, b);
        });
  }

  private static Value whole(Operator op, long a, long b) {
    if (b == 0 && (op == Operator.DIVIDE || op == Operator.MODULO)) {
      return Value.Nil.NIL;
    }
    return new Value.Int(
        switch (op) {
          case ADD -> a + b;
          case SUBTRACT -> a - b;
          case MULTIPLY -> a * b;
          case DIVIDE -> a / b;
          case MODULO -> a % b;
          default -> (long) Math.pow((double) a, (double) b);
        });
  }

  static Value minus(Value v) {
    return switch (v) {
      case Value.Int i -> new Value.Int(-i.value());
      case Value.Real d -> new Value.Real(-d.value());
      case Value.Duration d -> new Value.Duration(-d.nanos());
      case Value.Nil _, Value.Text _, Value.Bool _, Value.Status _ -> Value.Nil.NIL;
      case Value.Kind _, Value.Many _ -> Value.Nil.NIL;
    };
  }

  static Value not(Value v) {
    return v instanceof Value.Bool b ? Value.of(!b.value()) : Value.Nil.NIL;
  }
}
