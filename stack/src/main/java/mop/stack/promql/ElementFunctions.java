package mop.stack.promql;

import java.util.function.DoubleUnaryOperator;
import mop.stack.promql.syntax.Function;

/** Functions of one value. */
final class ElementFunctions {
  private ElementFunctions() {}

  static DoubleUnaryOperator of(Function function) {
    return switch (function) {
      case ABS -> Math::abs;
      case CEIL -> Math::ceil;
      case FLOOR -> Math::floor;
      case EXP -> Math::exp;
      case SQRT -> Math::sqrt;
      case LN -> Math::log;
      case LOG2 -> GoMath::log2;
      case LOG10 -> GoMath::log10;
      case SIN -> Math::sin;
      case COS -> Math::cos;
      case TAN -> Math::tan;
      case ASIN -> Math::asin;
      case ACOS -> Math::acos;
      case ATAN -> Math::atan;
      case SINH -> Math::sinh;
      case COSH -> Math::cosh;
      case TANH -> Math::tanh;
      case ASINH -> GoMath::asinh;
      case ACOSH -> GoMath::acosh;
      case ATANH -> GoMath::atanh;
      // In this order of operations, for the last bit.
      case RAD -> v -> v * Math.PI / 180;
      case DEG -> v -> v * 180 / Math.PI;
      case SGN -> GoMath::sign;
      default -> throw new IllegalStateException("no function of a value: " + function.text());
    };
  }

  static double part(Function function, CivilTime time) {
    return switch (function) {
      case DAYS_IN_MONTH -> time.daysInMonth();
      case DAY_OF_MONTH -> time.day();
      case DAY_OF_WEEK -> time.weekday();
      case DAY_OF_YEAR -> time.dayOfYear();
      case HOUR -> time.hour();
      case MINUTE -> time.minute();
      case MONTH -> time.month();
      case YEAR -> time.year();
      default -> throw new IllegalStateException("no part of a date: " + function.text());
    };
  }
}
