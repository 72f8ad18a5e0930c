package mop.stack.promql.syntax;

import java.util.List;

/**
 * Which series of two vectors belong together.
 *
 * @param on whether only {@code labels} count, else all but these
 * @param labels of {@code on} or {@code ignoring}
 * @param include labels that {@code group_left} or {@code group_right} takes from the one side
 */
public record VectorMatching(
    Cardinality cardinality, boolean on, List<String> labels, List<String> include) {
  /** How many series of the left belong to how many of the right. */
  public enum Cardinality {
    ONE_TO_ONE,
    MANY_TO_ONE,
    ONE_TO_MANY,
    MANY_TO_MANY
  }

  /** Whether one side may have several series for one of the other. */
  public boolean grouped() {
    return cardinality == Cardinality.MANY_TO_ONE || cardinality == Cardinality.ONE_TO_MANY;
  }

  @Override
  public String toString() {
    if (labels.isEmpty() && !on) {
      return "";
    }
    String text = (on ? " on (" : " ignoring (") + Printer.names(labels) + ")";
    if (!grouped()) {
      return text;
    }
    String side = cardinality == Cardinality.MANY_TO_ONE ? "left" : "right";
    return text + " group_" + side + " (" + Printer.names(include) + ")";
  }
}
