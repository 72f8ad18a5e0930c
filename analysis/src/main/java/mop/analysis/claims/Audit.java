package mop.analysis.claims;

import java.util.List;
import mop.analysis.claims.arithmetic.Check;
import mop.analysis.claims.arithmetic.Finding;
import mop.analysis.result.Result;

/**
 * A set of claims, audited: first its own arithmetic, then its claims against runs.
 *
 * @param sums what each check says
 * @param claims verdicts, in the order of the set
 */
public record Audit(ClaimSet set, List<Sum> sums, List<Judged> claims) {

  /** A statement about figures and what it comes to. */
  public record Sum(Check check, Finding finding) {
    /** The check's id, with the figure where it judges several. */
    public String id() {
      return finding.part().isEmpty() ? check.id() : check.id() + "." + finding.part();
    }
  }

  /**
   * A claim and its verdict.
   *
   * @param run id of the run that speaks to it; empty where none does
   */
  public record Judged(PublishedClaim claim, Result.Claim verdict, String run) {}

  public Audit {
    sums = List.copyOf(sums);
    claims = List.copyOf(claims);
  }

  /**
   * Audits a set.
   *
   * @param runs finished runs, best evidence first
   */
  public static Audit of(ClaimSet set, List<Result> runs) {
    List<Sum> sums =
        set.checks().stream()
            .flatMap(check ->
                check.findings(set.figures()).stream().map(finding -> new Sum(check, finding)))
            .toList();
    Contradictions contradictions = new Contradictions(set);
    List<Judged> claims =
        set.claims().stream().map(claim -> judge(claim, runs, contradictions)).toList();
    return new Audit(set, sums, claims);
  }

  /** By the first run that has a figure; else why the first run has none. */
  private static Judged judge(
      PublishedClaim claim, List<Result> runs, Contradictions contradictions) {
    List<Result> speaking =
        runs.stream().filter(run -> claim.isTestedBy(run.experiment().name())).toList();
    if (speaking.isEmpty()) {
      return new Judged(claim, ClaimAudit.unmeasured(claim, contradictions), "");
    }
    List<Judged> judged =
        speaking.stream()
            .map(run ->
                new Judged(claim, ClaimAudit.judge(claim, run, contradictions), run.run().id()))
            .toList();
    return judged.stream()
        .filter(each -> !each.verdict().measured().isEmpty())
        .findFirst()
        .orElse(judged.getFirst());
  }

  /** How many sums have an outcome. */
  public long count(Finding.Outcome outcome) {
    return sums.stream().filter(sum -> sum.finding().outcome() == outcome).count();
  }

  /** How many claims have a verdict. */
  public long count(ClaimVerdict verdict) {
    return claims.stream()
        .filter(judged -> judged.verdict().verdict().equals(verdict.words()))
        .count();
  }
}
