package mop.stack.promql.syntax;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Aggregations over the series of an instant vector. */
public enum AggregateOp {
  SUM,
  AVG,
  COUNT,
  MIN,
  MAX,
  GROUP,
  STDDEV,
  STDVAR,
  TOPK(ValueType.SCALAR),
  BOTTOMK(ValueType.SCALAR),
  COUNT_VALUES(ValueType.STRING),
  QUANTILE(ValueType.SCALAR),
  LIMITK(ValueType.SCALAR),
  LIMIT_RATIO(ValueType.SCALAR);

  private final @Nullable ValueType parameter;

  AggregateOp() {
    this.parameter = null;
  }

  AggregateOp(ValueType parameter) {
    this.parameter = parameter;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of the first argument, in front of the vector; null when there is none. */
  public @Nullable ValueType parameter() {
    return parameter;
  }

  static @Nullable AggregateOp of(String word) {
    for (AggregateOp op : values()) {
      if (op.name().equalsIgnoreCase(word)) {
        return op;
      }
    }
    return null;
  }
}
