package mop.stack.promql;

import java.util.function.DoubleBinaryOperator;
import mop.stack.promql.syntax.BinaryOp;

/** Operators on columns of values. */
final class Operators {
  private Operators() {}

  /** Arithmetic; comparisons give 0 or 1. */
  static double[] scalars(BinaryOp op, double[] left, double[] right) {
    DoubleBinaryOperator f = function(op);
    for (int i = 0; i < left.length; i++) {
      left[i] = f.applyAsDouble(left[i], right[i]);
    }
    return left;
  }

  /** Into the vector's column. */
  static void vectorScalar(BinaryOp op, double[] vector, double[] scalar, boolean bool) {
    DoubleBinaryOperator f = function(op);
    boolean filters = op.isComparison() && !bool;
    for (int i = 0; i < vector.length; i++) {
      if (!Column.isNone(vector[i])) {
        double result = f.applyAsDouble(vector[i], scalar[i]);
        vector[i] = filters ? kept(result, vector[i]) : result;
      }
    }
  }

  /** Into the vector's column; a comparison keeps the vector's values. */
  static void scalarVector(BinaryOp op, double[] scalar, double[] vector, boolean bool) {
    DoubleBinaryOperator f = function(op);
    boolean filters = op.isComparison() && !bool;
    for (int i = 0; i < vector.length; i++) {
      if (!Column.isNone(vector[i])) {
        double result = f.applyAsDouble(scalar[i], vector[i]);
        vector[i] = filters ? kept(result, vector[i]) : result;
      }
    }
  }

  /** A new column, with values where both sides have one. */
  static double[] vectors(BinaryOp op, double[] left, double[] right, boolean bool) {
    DoubleBinaryOperator f = function(op);
    boolean filters = op.isComparison() && !bool;
    double[] column = new double[left.length];
    for (int i = 0; i < column.length; i++) {
      if (Column.isNone(left[i]) || Column.isNone(right[i])) {
        column[i] = Column.NONE;
      } else {
        double result = f.applyAsDouble(left[i], right[i]);
        column[i] = filters ? kept(result, left[i]) : result;
      }
    }
    return column;
  }

  private static double kept(double compared, double value) {
    return compared == 1 ? value : Column.NONE;
  }

  private static DoubleBinaryOperator function(BinaryOp op) {
    return switch (op) {
      case ADD -> (a, b) -> a + b;
      case SUBTRACT -> (a, b) -> a - b;
      case MULTIPLY -> (a, b) -> a * b;
      case DIVIDE -> (a, b) -> a / b;
      case MODULO -> (a, b) -> a % b;
      case POWER -> GoMath::pow;
      case ATAN2 -> Math::atan2;
      case EQUAL -> (a, b) -> a == b ? 1 : 0;
      case NOT_EQUAL -> (a, b) -> a != b ? 1 : 0;
      case LESS -> (a, b) -> a < b ? 1 : 0;
      case LESS_OR_EQUAL -> (a, b) -> a <= b ? 1 : 0;
      case GREATER -> (a, b) -> a > b ? 1 : 0;
      case GREATER_OR_EQUAL -> (a, b) -> a >= b ? 1 : 0;
      case AND, OR, UNLESS -> throw new IllegalArgumentException("a set operator: " + op.text());
    };
  }
}
