package mop.stack.traceql;

import java.util.ArrayList;
import java.util.List;

/** A step on series. */
public sealed interface SecondStage {
  /**
   * The {@code limit} greatest or least values at each point in time.
   *
   * @param top whether the greatest are kept
   */
  record Ranked(Position at, boolean top, long limit) implements SecondStage {}

  /** Keeps the values for which the comparison holds. */
  record Comparison(Position at, Operator op, double value) implements SecondStage {}

  /**
   * Computes with each value and a number.
   *
   * @param scalarLeft whether the number is the left operand
   */
  record Computation(Position at, Operator op, double value, boolean scalarLeft)
      implements SecondStage {}

  static List<SecondStage> append(List<SecondStage> stages, SecondStage last) {
    List<SecondStage> all = new ArrayList<>(stages);
    all.add(last);
    return all;
  }
}
