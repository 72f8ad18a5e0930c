package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import mop.analysis.claims.arithmetic.Finding.Outcome;

/** A day's volume and its busiest second: the mean of the day cannot be above the peak. */
record Throughput(Amount perDay, Amount peakPerSecond) implements Relation {
  private static final BigDecimal DAY = new BigDecimal(86_400);

  @Override
  public List<Finding> check(Figures figures) {
    Quantity mean =
        Quantity.of(
            List.of(perDay), values -> values.getFirst().divide(DAY, MathContext.DECIMAL64));
    Leeway difference = Leeway.of(mean.minus(Quantity.of(peakPerSecond)), figures);
    boolean possible = difference.low().signum() <= 0;
    String unit = figures.unit(peakPerSecond);
    String is = Numbers.of(Leeway.of(mean, figures).value(), unit);
    BigDecimal peak = Leeway.of(Quantity.of(peakPerSecond), figures).value();
    return List.of(
        new Finding(
            "",
            Numbers.of(peak, unit),
            is,
            perDay.shown(figures) + " ÷ 86,400",
            possible ? Outcome.ADDS_UP : Outcome.INCONSISTENT,
            "the day's mean is "
                + is
                + (possible ? relation(difference, peak, mean, figures) : ", above the peak of ")
                + (possible ? "" : Numbers.of(peak, unit)),
            peakPerSecond.names()));
  }

  private static String relation(
      Leeway difference, BigDecimal peak, Quantity mean, Figures figures) {
    if (difference.mayBeZero()) {
      return ", the peak itself: the day is taken to be all peak";
    }
    BigDecimal average = Leeway.of(mean, figures).value();
    return average.signum() == 0
        ? ""
        : ", the peak " + Numbers.of(peak.divide(average, MathContext.DECIMAL64)) + " times that";
  }
}
