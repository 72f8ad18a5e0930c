package mop.stack.promql.syntax;

import java.math.BigDecimal;

/** The time that an {@code @} modifier fixes. */
public sealed interface At {
  /**
   * @param millis since 1970
   */
  record Fixed(long millis) implements At {
    @Override
    public String toString() {
      return " @ " + BigDecimal.valueOf(millis, 3).toPlainString();
    }
  }

  /** The first or the last time of the whole query. */
  enum Bound implements At {
    START,
    END;

    @Override
    public String toString() {
      return this == START ? " @ start()" : " @ end()";
    }
  }
}
