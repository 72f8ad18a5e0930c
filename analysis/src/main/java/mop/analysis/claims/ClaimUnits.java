package mop.analysis.claims;

import java.util.regex.Pattern;
import mop.analysis.claims.Target.EffectFigure;
import mop.analysis.input.YamlFields;

/** Refuses a claim whose unit is not that of the figure it is held against. */
final class ClaimUnits {
  private static final Pattern MONEY = Pattern.compile("[A-Z]{3}/month");

  private ClaimUnits() {}

  /**
   * Checks what can be known without a run.
   *
   * @param to where the figure is named
   * @param unit of the claim
   */
  static void fit(YamlFields to, Target target, Reading reading, String unit) {
    if (target instanceof Target.OfCost && !MONEY.matcher(unit).matches()) {
      throw to.wrong(
          "cost", "a bill is money a month, the claim is in " + unit, "a claim in USD/month");
    }
    boolean percent = unit.equals("%") || unit.equals("percent");
    if (reading.isPercent() && !percent) {
      throw to.wrong(
          "as", "'" + reading.key() + "' gives %, the claim is in " + unit, "a claim in %");
    }
    if (!reading.isPercent() && isShare(target) && !unit.equals("share")) {
      throw to.wrong(
          to.has("as") ? "as" : "treatment",
          "'" + reading.key() + "' gives a share, the claim is in " + unit,
          "a claim in %, with an 'as' that gives %");
    }
  }

  private static boolean isShare(Target target) {
    return switch (target) {
      case Target.OfEffect effect -> effect.figure() == EffectFigure.RELATIVE_CHANGE;
      case Target.OfAccuracy a -> true;
      case Target.OfCost c -> false;
      case Target.None n -> false;
    };
  }
}
