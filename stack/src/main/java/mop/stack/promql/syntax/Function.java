package mop.stack.promql.syntax;

import static mop.stack.promql.syntax.ValueType.MATRIX;
import static mop.stack.promql.syntax.ValueType.SCALAR;
import static mop.stack.promql.syntax.ValueType.STRING;
import static mop.stack.promql.syntax.ValueType.VECTOR;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of Prometheus 3.5 and 2.42 (where {@code holt_winters} is the name of {@code
 * double_exponential_smoothing}), with their arguments. Those that Prometheus calls experimental
 * need no switch here.
 */
public enum Function {
  ABS(VECTOR),
  ABSENT(VECTOR),
  ABSENT_OVER_TIME(MATRIX),
  ACOS(VECTOR),
  ACOSH(VECTOR),
  ASIN(VECTOR),
  ASINH(VECTOR),
  ATAN(VECTOR),
  ATANH(VECTOR),
  AVG_OVER_TIME(MATRIX),
  CEIL(VECTOR),
  CHANGES(MATRIX),
  CLAMP(VECTOR, SCALAR, SCALAR),
  CLAMP_MAX(VECTOR, SCALAR),
  CLAMP_MIN(VECTOR, SCALAR),
  COS(VECTOR),
  COSH(VECTOR),
  COUNT_OVER_TIME(MATRIX),
  DAYS_IN_MONTH(Arity.LAST_IS_OPTIONAL, VECTOR),
  DAY_OF_MONTH(Arity.LAST_IS_OPTIONAL, VECTOR),
  DAY_OF_WEEK(Arity.LAST_IS_OPTIONAL, VECTOR),
  DAY_OF_YEAR(Arity.LAST_IS_OPTIONAL, VECTOR),
  DEG(VECTOR),
  DELTA(MATRIX),
  DERIV(MATRIX),
  DOUBLE_EXPONENTIAL_SMOOTHING(MATRIX, SCALAR, SCALAR),
  EXP(VECTOR),
  FIRST_OVER_TIME(MATRIX),
  FLOOR(VECTOR),
  HISTOGRAM_AVG(VECTOR),
  HISTOGRAM_COUNT(VECTOR),
  HISTOGRAM_FRACTION(SCALAR, SCALAR, VECTOR),
  HISTOGRAM_QUANTILE(SCALAR, VECTOR),
  HISTOGRAM_STDDEV(VECTOR),
  HISTOGRAM_STDVAR(VECTOR),
  HISTOGRAM_SUM(VECTOR),
  HOLT_WINTERS(MATRIX, SCALAR, SCALAR),
  HOUR(Arity.LAST_IS_OPTIONAL, VECTOR),
  IDELTA(MATRIX),
  INCREASE(MATRIX),
  INFO(Arity.LAST_IS_OPTIONAL, VECTOR, VECTOR),
  IRATE(MATRIX),
  LABEL_JOIN(Arity.LAST_REPEATS, VECTOR, STRING, STRING, STRING),
  LABEL_REPLACE(VECTOR, STRING, STRING, STRING, STRING),
  LAST_OVER_TIME(MATRIX),
  LN(VECTOR),
  LOG10(VECTOR),
  LOG2(VECTOR),
  MAD_OVER_TIME(MATRIX),
  MAX_OVER_TIME(MATRIX),
  MINUTE(Arity.LAST_IS_OPTIONAL, VECTOR),
  MIN_OVER_TIME(MATRIX),
  MONTH(Arity.LAST_IS_OPTIONAL, VECTOR),
  PI,
  PREDICT_LINEAR(MATRIX, SCALAR),
  PRESENT_OVER_TIME(MATRIX),
  QUANTILE_OVER_TIME(SCALAR, MATRIX),
  RAD(VECTOR),
  RATE(MATRIX),
  RESETS(MATRIX),
  ROUND(Arity.LAST_IS_OPTIONAL, VECTOR, SCALAR),
  SCALAR_OF("scalar", VECTOR),
  SGN(VECTOR),
  SIN(VECTOR),
  SINH(VECTOR),
  SORT(VECTOR),
  SORT_BY_LABEL(Arity.LAST_REPEATS, VECTOR, STRING),
  SORT_BY_LABEL_DESC(Arity.LAST_REPEATS, VECTOR, STRING),
  SORT_DESC(VECTOR),
  SQRT(VECTOR),
  STDDEV_OVER_TIME(MATRIX),
  STDVAR_OVER_TIME(MATRIX),
  SUM_OVER_TIME(MATRIX),
  TAN(VECTOR),
  TANH(VECTOR),
  TIME,
  TIMESTAMP(VECTOR),
  TS_OF_FIRST_OVER_TIME(MATRIX),
  TS_OF_LAST_OVER_TIME(MATRIX),
  TS_OF_MAX_OVER_TIME(MATRIX),
  TS_OF_MIN_OVER_TIME(MATRIX),
  VECTOR_OF("vector", SCALAR),
  YEAR(Arity.LAST_IS_OPTIONAL, VECTOR);

  private enum Arity {
    FIXED,
    LAST_IS_OPTIONAL,
    LAST_REPEATS
  }

  private static final Map<String, Function> BY_NAME = new HashMap<>();

  static {
    for (Function f : values()) {
      BY_NAME.put(f.text, f);
    }
  }

  private final String text;
  private final Arity arity;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<ValueType> arguments;

  Function(ValueType... arguments) {
    this(Arity.FIXED, arguments);
  }

  Function(Arity arity, ValueType... arguments) {
    this.text = name().toLowerCase(Locale.ROOT);
    this.arity = arity;
    this.arguments = List.of(arguments);
  }

  Function(String text, ValueType... arguments) {
    this.text = text;
    this.arity = Arity.FIXED;
    this.arguments = List.of(arguments);
  }

  static @Nullable Function of(String name) {
    return BY_NAME.get(name);
  }

  public String text() {
    return text;
  }

  public ValueType returns() {
    return switch (this) {
      case PI, TIME, SCALAR_OF -> SCALAR;
      default -> VECTOR;
    };
  }

  int fewestArguments() {
    return arguments.size() - (arity == Arity.FIXED ? 0 : 1);
  }

  int mostArguments() {
    return arity == Arity.LAST_REPEATS ? Integer.MAX_VALUE : arguments.size();
  }

  ValueType argument(int i) {
    return arguments.get(Math.min(i, arguments.size() - 1));
  }

  /** Whether one of the arguments is a range vector. */
  public boolean takesRange() {
    return arguments.contains(MATRIX);
  }

  /** Why it is not evaluated here; null when it is. */
  @Nullable String refusal() {
    return switch (this) {
      case HISTOGRAM_AVG, HISTOGRAM_COUNT, HISTOGRAM_STDDEV, HISTOGRAM_STDVAR, HISTOGRAM_SUM ->
          "it works on native histograms, whose samples are not read";
      case INFO -> "joins with info metrics are written with group_left";
      default -> null;
    };
  }

  /**
   * Whether the value changes with the time of evaluation even where all selectors are fixed by
   * {@code @}.
   */
  public boolean dependsOnTime() {
    return switch (this) {
      case DAYS_IN_MONTH,
          DAY_OF_MONTH,
          DAY_OF_WEEK,
          DAY_OF_YEAR,
          HOUR,
          MINUTE,
          MONTH,
          YEAR,
          PREDICT_LINEAR,
          TIME,
          TIMESTAMP ->
          true;
      default -> false;
    };
  }
}
