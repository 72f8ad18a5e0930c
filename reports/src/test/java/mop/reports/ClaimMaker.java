package mop.reports;

import java.util.List;
import mop.analysis.result.Result;

/** Claims of a fixture, one of each verdict. */
final class ClaimMaker {

  private ClaimMaker() {}

  static List<Result.Claim> claims() {
    return List.of(
        claim(
            "volume-reduction",
            "Adaptive sampling cuts volume by 72 %",
            "72 %",
            "74 % [73, 75]",
            "reproduced",
            "the claim is inside the interval"),
        claim(
            "anomaly-accuracy",
            "Anomalies are found as well as before, 97 %",
            "97 %",
            "93.1 % [90.0, 95.3]",
            "not reproduced",
            "the interval ends below the claim"),
        claim(
            "p99-accuracy",
            "p99 latency stays 96.8 % accurate",
            "96.8 %",
            "refused",
            "not testable here",
            "the rate limiter gives no inclusion probability"),
        claim(
            "savings",
            "Saves $5,142 a month; elsewhere $3,842",
            "$5,142",
            "$2,311 [2,180, 2,430]",
            "inconsistent in itself",
            "two figures for the same thing"),
        claim(
            "error-detection",
            "All errors are kept",
            "100 %",
            "99.8 % [99.1, 100]",
            "inconclusive",
            "the interval holds the claim's lower neighbour too"));
  }

  private static Result.Claim claim(
      String id, String statement, String claimed, String measured, String verdict, String reason) {
    return new Result.Claim(id, "MOP, 2025-11-07", statement, claimed, measured, verdict, reason);
  }
}
