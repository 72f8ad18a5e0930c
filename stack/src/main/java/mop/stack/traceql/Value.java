package mop.stack.traceql;

import java.util.List;

/** A value of a query or of a span. */
public sealed interface Value {
  /** The value of an attribute that is not there. */
  record Nil() implements Value {
    public static final Nil NIL = new Nil();

    @Override
    public ValueType type() {
      return ValueType.NIL;
    }
  }

  record Int(long value) implements Value {
    @Override
    public ValueType type() {
      return ValueType.INT;
    }
  }

  record Real(double value) implements Value {
    @Override
    public ValueType type() {
      return ValueType.FLOAT;
    }
  }

  record Text(String value) implements Value {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }

  record Bool(boolean value) implements Value {
    public static final Bool TRUE = new Bool(true);
    public static final Bool FALSE = new Bool(false);

    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }
  }

  record Duration(long nanos) implements Value {
    @Override
    public ValueType type() {
      return ValueType.DURATION;
    }
  }

  /**
   * @param code of OTLP: 0 unset, 1 ok, 2 error
   */
  record Status(int code) implements Value {
    @Override
    public ValueType type() {
      return ValueType.STATUS;
    }
  }

  /**
   * @param code of OTLP: 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer
   */
  record Kind(int code) implements Value {
    @Override
    public ValueType type() {
      return ValueType.KIND;
    }
  }

  /**
   * An array of scalars of one type, two of them at least: a shorter one is its element or nothing.
   */
  record Many(List<Value> values) implements Value {
    public Many {
      values = List.copyOf(values);
    }

    @Override
    public ValueType type() {
      return values.getFirst().type().arrayOf();
    }
  }

  ValueType type();

  static Bool of(boolean value) {
    return value ? Bool.TRUE : Bool.FALSE;
  }

  /** What an attribute with these values, all of one type, is worth. */
  static Value of(List<Value> values) {
    return switch (values.size()) {
      case 0 -> Nil.NIL;
      case 1 -> values.getFirst();
      default -> new Many(values);
    };
  }

  /** The number, durations in nanoseconds; NaN when it is none. */
  default double number() {
    return switch (this) {
      case Int i -> i.value;
      case Real r -> r.value;
      case Duration d -> d.nanos;
      case Nil _, Text _, Bool _, Status _, Kind _, Many _ -> Double.NaN;
    };
  }

  /** Whether there is no value. */
  default boolean isNil() {
    return this instanceof Nil;
  }

  /** Whether it is {@code true}. */
  default boolean holds() {
    return this instanceof Bool b && b.value;
  }

  /** Equality of the language: numbers compare across types, nil equals nothing. */
  default boolean equalTo(Value other) {
    return switch (this) {
      case Nil _ -> false;
      case Int i when !(other instanceof Real) -> i.value == whole(other) && numbers(other);
      case Duration d when !(other instanceof Real) -> d.nanos == whole(other) && numbers(other);
      case Int _, Duration _, Real _ -> number() == other.number();
      case Text _, Bool _, Status _, Kind _, Many _ -> equals(other);
    };
  }

  private static long whole(Value v) {
    return switch (v) {
      case Int i -> i.value;
      case Duration d -> d.nanos;
      case Nil _, Text _, Bool _, Status _, Kind _, Many _, Real _ -> 0;
    };
  }

  private static boolean numbers(Value v) {
    return v.type().numeric();
  }

  /** The value without quotes, as results show it. */
  default String text() {
    return ValueText.of(this, false);
  }

  /** The value as a query writes it. */
  default String literal() {
    return ValueText.of(this, true);
  }
}
