package mop.reports;

import java.util.ArrayList;
import java.util.List;
import mop.analysis.result.Result;

/** Results as the runner writes them: the built-in workload, a recording, and odd ones. */
public final class Fixtures {

  static final String MARKUP = "<img src=x onerror=alert(1)>&\"'`|";
  static final String ENDLESS =
      "adaptive-with-a-name-derived-from-every-setting-that-it-has-" + "x".repeat(60);

  private static final Arm ALWAYS = Arm.baseline("always", 4031.2, 347, 4);
  private static final Arm HEAD = Arm.of("head-10", "10 %", 1093.7, 191, 1, 0.1003, 0.10);
  private static final Arm TAIL = Arm.of("tail", "errors, slow, 1 %", 1846.9, 340, 3, 0.1912, null);
  private static final Arm PUBLISHED =
      Arm.of("published", "as published", 2214.1, 335, 2, 0.2604, null);
  private static final Arm FIVE =
      Arm.of("adaptive-5", "5 % of bytes", 1719.8, 346, 4, 0.0531, 0.05);
  private static final Arm TWO = Arm.of("adaptive-2", "2 % of bytes", 1463.0, 343, 3, 0.0207, 0.02);

  private Fixtures() {}

  /** The default run: 12 blocks, 480 faults, {@code adaptive-5} wins. */
  public static Result shop() {
    return maker(ALWAYS, HEAD, TAIL, PUBLISHED, FIVE, TWO).make();
  }

  /** The default run with factors taken apart. */
  static Result factorial() {
    return maker(ALWAYS, HEAD, TAIL, PUBLISHED, FIVE, TWO)
        .factorial(FactorMaker.factorial())
        .make();
  }

  /** The default run with half of the combinations of three factors. */
  static Result fraction() {
    return maker(ALWAYS, HEAD, TAIL, PUBLISHED, FIVE, TWO).factorial(FactorMaker.fraction()).make();
  }

  /** A recording with few visible faults: accuracy stays open, and rates cannot be estimated. */
  public static Result recorded() {
    return fewFaults("otlp:recordings/onlineboutique-2022-08-22");
  }

  /** The same figures from the built-in workload, of which more blocks can be had. */
  static Result undecidedShop() {
    return fewFaults("shop");
  }

  /** Four visible faults of which the full data shows one: intervals as wide as they come. */
  public static Result wide() {
    return new ResultMaker(
            List.of(
                Arm.baseline("always", 4031.2, 1, 0),
                Arm.of("tail", "slow, 1 %", 1540.0, 1, 0, 0.1410, null),
                Arm.of("adaptive-5", "5 % of bytes", 1702.3, 0, 0, 0.0512, 0.05)))
        .faults(4, 21)
        .workload("otlp:recordings/trainticket-2023-01-29/")
        .winner("")
        .make();
  }

  private static Result fewFaults(String workload) {
    return new ResultMaker(
            List.of(
                Arm.baseline("always", 4031.2, 14, 1),
                Arm.of("head-10", "10 %", 1110.2, 7, 0, 0.0991, 0.10),
                Arm.of("tail", "slow, 1 %", 1540.0, 13, 1, 0.1410, null),
                Arm.of("published", "as published", 2101.6, 12, 1, 0.2231, null),
                Arm.of("adaptive-5", "5 % of bytes", 1702.3, 14, 1, 0.0512, 0.05),
                Arm.of("adaptive-2", "2 % of bytes", 1451.9, 13, 1, 0.0203, 0.02)))
        .faults(15, 9)
        .workload(workload)
        .winner("")
        .make();
  }

  /** A workload without ground truth: no fault, nothing to find. */
  static Result withoutFaults() {
    return new ResultMaker(
            List.of(
                Arm.baseline("always", 4031.2, 0, 0),
                Arm.of("adaptive-5", "5 % of bytes", 1702.3, 0, 0, 0.0512, 0.05)))
        .faults(0, 0)
        .winner("")
        .make();
  }

  /** Forty settings of one sampler. */
  public static Result forty() {
    List<Arm> arms = new ArrayList<>(List.of(ALWAYS));
    for (int i = 1; i < 40; i++) {
      double budget = i / 100.0;
      int found = 347 - 120 / (i * i) - i % 3;
      String name = "adaptive-" + i;
      arms.add(Arm.of(name, i + " % of bytes", 1300 + 62.5 * i, found, 3, budget, budget));
    }
    return maker(arms.toArray(Arm[]::new)).winner("adaptive-6").make();
  }

  /** A name that is markup and one that is as long as a sentence. */
  static Result nasty() {
    return maker(
            ALWAYS,
            Arm.of(MARKUP, "</script><script>alert(1)</script>", 1719.8, 346, 4, 0.0531, 0.05),
            Arm.of(ENDLESS, "\u0000\u001b[31m2 %", 1463.0, 343, 3, 0.0207, 0.02))
        .winner(MARKUP)
        .make();
  }

  /** Nothing is cheap enough without losing too much. */
  static Result nothingQualifies() {
    return maker(ALWAYS, HEAD, PUBLISHED).winner("").make();
  }

  /** One treatment that a guardrail stopped after 3 of 12 blocks. */
  static Result stopped() {
    return maker(ALWAYS, HEAD, TAIL, FIVE).stopped(3).make();
  }

  /** One treatment whose trials cannot be used. */
  public static Result withInvalid() {
    return maker(ALWAYS, TAIL.asInvalid(), FIVE).make();
  }

  private static ResultMaker maker(Arm... arms) {
    return new ResultMaker(List.of(arms)).faults(360, 120);
  }
}
