package mop.stack.traceql;

/**
 * Types of values, and which of them an operator takes together; the rules are those of Tempo's
 * {@code enum_statics.go} and {@code enum_operators.go}.
 */
public enum ValueType {
  NIL,
  /** Known only when a span's attribute is looked at. */
  ATTRIBUTE,
  INT,
  FLOAT,
  STRING,
  BOOLEAN,
  INT_ARRAY,
  FLOAT_ARRAY,
  STRING_ARRAY,
  BOOLEAN_ARRAY,
  DURATION,
  STATUS,
  KIND;

  /** Whether it is a number: durations count in nanoseconds. */
  public boolean numeric() {
    return this == INT || this == FLOAT || this == DURATION;
  }

  /** The type of an array's elements; the type itself for any other. */
  public ValueType element() {
    return switch (this) {
      case INT_ARRAY -> INT;
      case FLOAT_ARRAY -> FLOAT;
      case STRING_ARRAY -> STRING;
      case BOOLEAN_ARRAY -> BOOLEAN;
      case NIL, ATTRIBUTE, INT, FLOAT, STRING, BOOLEAN, DURATION, STATUS, KIND -> this;
    };
  }

  public boolean array() {
    return element() != this;
  }

  /** The array of this type, which is one of the four that arrays can have. */
  ValueType arrayOf() {
    return switch (this) {
      case INT -> INT_ARRAY;
      case FLOAT -> FLOAT_ARRAY;
      case STRING -> STRING_ARRAY;
      case BOOLEAN -> BOOLEAN_ARRAY;
      case NIL, ATTRIBUTE, INT_ARRAY, FLOAT_ARRAY, STRING_ARRAY, BOOLEAN_ARRAY -> this;
      case DURATION, STATUS, KIND -> throw new IllegalArgumentException("no arrays of " + this);
    };
  }

  /** Whether values of both types may stand on the two sides of some operator. */
  public boolean matches(ValueType other) {
    if (this == ATTRIBUTE || other == ATTRIBUTE || this == other) {
      return true;
    }
    if ((numeric() && other.numeric()) || this == NIL || other == NIL) {
      return true;
    }
    return array() ? element().matches(other) : other.array() && other.element().matches(this);
  }

  /** Whether the operator takes this type on one of its sides. */
  public boolean allows(Operator op) {
    return switch (this) {
      case ATTRIBUTE -> true;
      case BOOLEAN, BOOLEAN_ARRAY -> op.logical() || op.equality();
      case INT, FLOAT, DURATION, INT_ARRAY, FLOAT_ARRAY ->
          op.arithmetic() || op.equality() || op.ordering();
      case STRING, STRING_ARRAY -> op.equality() || op.ordering() || op.regex();
      case NIL, STATUS, KIND -> op.equality();
    };
  }
}
