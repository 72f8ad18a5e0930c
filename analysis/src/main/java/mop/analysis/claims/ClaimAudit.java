package mop.analysis.claims;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mop.analysis.cost.Words;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;

/**
 * Judges published figures by the intervals of a run. With c the figure, d its tolerance and [low,
 * high] the measured interval in the same terms, «at least» is
 *
 * <ul>
 *   <li>{@code reproduced} when low ≥ c − d,
 *   <li>{@code not reproduced} when high < c − d,
 *   <li>{@code inconclusive} otherwise;
 * </ul>
 *
 * «at most» is its mirror image, and «about» needs the whole interval within [c − d, c + d] and is
 * not reproduced when it lies outside altogether. A run that measures only a part of what a claim
 * covers can show that the part alone is enough or too much; else the claim is {@code not testable
 * here}, as is one of which the run has no figure. Where the publication's other figures contradict
 * it, a claim that no run decides is {@code inconsistent in itself}; one that a run decides keeps
 * that verdict, and the contradiction stands beside it.
 */
public final class ClaimAudit {
  private static final int DIGITS = 4;
  private static final Pattern MONEY = Pattern.compile("([A-Z]{3})/month");

  private ClaimAudit() {}

  /** One entry per claim, in their order. */
  public static List<Result.Claim> judge(
      ClaimSet claims,
      List<Result.Outcome> outcomes,
      List<Result.Effect> effects,
      Result.Cost cost,
      List<Result.Accuracy> accuracy) {
    Evidence evidence = new Evidence(outcomes, effects, cost, accuracy);
    Contradictions contradictions = new Contradictions(claims);
    return claims.claims().stream()
        .map(claim -> contradicted(judge(claim, evidence, cost), claim, contradictions))
        .toList();
  }

  /** What a run says to one claim. */
  static Result.Claim judge(PublishedClaim claim, Result run, Contradictions contradictions) {
    Evidence evidence = new Evidence(run.outcomes(), run.effects(), run.cost(), run.accuracy());
    return contradicted(judge(claim, evidence, run.cost()), claim, contradictions);
  }

  /** The verdict where no run speaks to a claim. */
  static Result.Claim unmeasured(PublishedClaim claim, Contradictions contradictions) {
    String why =
        switch (claim.target()) {
          case Target.None(String reason) -> reason;
          case Target.OfEffect e -> noRun(claim);
          case Target.OfAccuracy a -> noRun(claim);
          case Target.OfCost c -> noRun(claim);
        };
    return contradicted(result(claim, "", ClaimVerdict.NOT_TESTABLE, why), claim, contradictions);
  }

  private static String noRun(PublishedClaim claim) {
    return "no finished run speaks to it"
        + (claim.experiment().isEmpty()
            ? ""
            : "; make one with ./workbench run " + claim.experiment());
  }

  /**
   * Adds what else the publication says against a figure. A measurement keeps its own verdict: what
   * it says holds whatever else was published.
   */
  private static Result.Claim contradicted(
      Result.Claim judged, PublishedClaim claim, Contradictions contradictions) {
    Optional<String> against = contradictions.of(claim);
    if (against.isEmpty()) {
      return judged;
    }
    boolean undecided = judged.verdict().equals(ClaimVerdict.NOT_TESTABLE.words());
    String sides = against.get();
    return new Result.Claim(
        judged.id(),
        judged.source(),
        judged.statement(),
        judged.claimed(),
        judged.measured(),
        undecided ? ClaimVerdict.INCONSISTENT.words() : judged.verdict(),
        undecided
            ? sides + ". Not testable here: " + judged.reason()
            : judged.reason() + ". Inconsistent in itself: " + sides);
  }

  private static Result.Claim judge(PublishedClaim claim, Evidence evidence, Result.Cost cost) {
    Optional<String> money = otherMoney(claim, cost);
    if (money.isPresent()) {
      return result(claim, "", ClaimVerdict.NOT_TESTABLE, money.get());
    }
    Optional<String> unit = evidence.otherUnit(claim);
    if (unit.isPresent()) {
      return result(claim, "", ClaimVerdict.NOT_TESTABLE, unit.get());
    }
    return switch (evidence.of(claim.target())) {
      case Measured.Missing(String reason) -> result(claim, "", ClaimVerdict.NOT_TESTABLE, reason);
      case Measured.Figure(Estimate figure, String what) -> judge(claim, figure, what, cost);
    };
  }

  private static Result.Claim judge(
      PublishedClaim claim, Estimate figure, String what, Result.Cost cost) {
    String measured = measured(figure, claim.unit());
    String circumstances = what + atPrices(claim, cost);
    if (figure.level() == 0) {
      return result(
          claim,
          measured,
          ClaimVerdict.INCONCLUSIVE,
          circumstances + " has no interval: " + figure.method());
    }
    double value = claim.value().doubleValue();
    double tolerance = claim.tolerance().doubleValue();
    if (claim.measuredPart().isEmpty()) {
      ClaimVerdict verdict = claim.comparison().judge(figure, value, tolerance);
      return result(claim, measured, verdict, circumstances + because(verdict));
    }
    ClaimVerdict verdict = claim.comparison().judgePart(figure, value, tolerance);
    return result(
        claim,
        measured,
        verdict,
        circumstances + " is only a part (" + claim.measuredPart() + ")" + becausePart(verdict));
  }

  private static String because(ClaimVerdict verdict) {
    return switch (verdict) {
      case REPRODUCED -> ": the whole interval agrees with the claim";
      case NOT_REPRODUCED -> ": the whole interval contradicts the claim";
      case INCONCLUSIVE -> ": the interval reaches to both sides of the claim";
      case INCONSISTENT, NOT_TESTABLE -> "";
    };
  }

  private static String becausePart(ClaimVerdict verdict) {
    return switch (verdict) {
      case REPRODUCED -> ", and this part alone is enough";
      case NOT_REPRODUCED -> ", and this part alone is too much";
      case INCONCLUSIVE, INCONSISTENT, NOT_TESTABLE ->
          ", which alone neither reaches nor refutes the claim";
    };
  }

  /** Why a claim in money cannot be held against a bill in other money. */
  private static Optional<String> otherMoney(PublishedClaim claim, Result.Cost cost) {
    Matcher money = MONEY.matcher(claim.unit());
    return money.matches() && !money.group(1).equals(cost.currency())
        ? Optional.of("the claim is in " + money.group(1) + ", the bill in " + cost.currency())
        : Optional.empty();
  }

  private static String atPrices(PublishedClaim claim, Result.Cost cost) {
    return MONEY.matcher(claim.unit()).matches()
        ? " at scenario "
            + cost.scenario().name()
            + " and prices "
            + cost.catalog().name()
            + " of "
            + cost.catalog().date()
        : "";
  }

  private static String measured(Estimate figure, String unit) {
    String estimate = Words.of(figure.estimate(), DIGITS) + " " + unit;
    return figure.level() == 0
        ? estimate
        : estimate
            + " ["
            + Words.of(figure.low(), DIGITS)
            + ", "
            + Words.of(figure.high(), DIGITS)
            + "]";
  }

  private static Result.Claim result(
      PublishedClaim claim, String measured, ClaimVerdict verdict, String reason) {
    return new Result.Claim(
        claim.id(),
        claim.source(),
        claim.statement(),
        claim.claimed(),
        measured,
        verdict.words(),
        reason);
  }
}
