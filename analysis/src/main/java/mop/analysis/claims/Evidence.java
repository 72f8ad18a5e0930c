package mop.analysis.claims;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import mop.analysis.claims.Target.AccuracyFigure;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;

/** Looks up the figures of a run that claims speak to. */
final class Evidence {
  private static final double WILSON_LEVEL = 0.95;

  private static final String SHARE = "share";

  private final List<Result.Outcome> outcomes;
  private final List<Result.Effect> effects;
  private final Result.Cost cost;
  private final List<Result.Accuracy> accuracy;

  Evidence(
      List<Result.Outcome> outcomes,
      List<Result.Effect> effects,
      Result.Cost cost,
      List<Result.Accuracy> accuracy) {
    this.outcomes = outcomes;
    this.effects = effects;
    this.cost = cost;
    this.accuracy = accuracy;
  }

  Measured of(Target target) {
    return switch (target) {
      case Target.None(String reason) -> new Measured.Missing(reason);
      case Target.OfEffect effect -> ofEffect(effect);
      case Target.OfAccuracy figure -> ofAccuracy(figure);
      case Target.OfCost(String treatment, Reading reading) ->
          cost.treatments().stream()
              .filter(bill -> bill.name().equals(treatment))
              .findFirst()
              .map(bill -> figure(reading, bill.monthly(), "monthly bill of " + treatment))
              .orElseGet(() -> noTreatment(treatment));
    };
  }

  /** Why a claim cannot be held against an outcome that is in another unit. */
  Optional<String> otherUnit(PublishedClaim claim) {
    if (!(claim.target() instanceof Target.OfEffect effect)
        || effect.figure() == Target.EffectFigure.RELATIVE_CHANGE) {
      return Optional.empty();
    }
    boolean percent = effect.reading().isPercent();
    return outcomes.stream()
        .filter(outcome -> outcome.name().equals(effect.outcome()))
        .map(Result.Outcome::unit)
        .filter(unit -> !unit.equals(percent ? SHARE : claim.unit()))
        .map(unit -> "the claim is in " + claim.unit() + ", " + effect.outcome() + " in " + unit)
        .findFirst();
  }

  private Measured ofEffect(Target.OfEffect target) {
    List<Result.Effect> ofTreatment =
        effects.stream().filter(e -> e.treatment().equals(target.treatment())).toList();
    if (ofTreatment.isEmpty()) {
      return noTreatment(target.treatment());
    }
    Optional<Result.Effect> effect =
        ofTreatment.stream().filter(e -> e.outcome().equals(target.outcome())).findFirst();
    if (effect.isEmpty()) {
      return new Measured.Missing("this run has no outcome '" + target.outcome() + "'");
    }
    String what =
        target.figure().key() + " of " + target.outcome() + " under " + target.treatment();
    Optional<Estimate> estimate =
        switch (target.figure()) {
          case VALUE -> Optional.of(effect.get().value());
          case DIFFERENCE -> Optional.of(effect.get().difference());
          case RELATIVE_CHANGE -> Optional.ofNullable(effect.get().relativeChange());
        };
    return estimate
        .map(e -> figure(target.reading(), e, what))
        .orElseGet(() -> new Measured.Missing("this run has no " + what));
  }

  private Measured ofAccuracy(Target.OfAccuracy target) {
    Optional<Result.Accuracy> found =
        accuracy.stream().filter(a -> a.treatment().equals(target.treatment())).findFirst();
    if (found.isEmpty()) {
      return noTreatment(target.treatment());
    }
    Result.Accuracy of = found.get();
    String what = AccuracyWords.words(target.figure()) + " under " + target.treatment();
    return switch (target.figure()) {
      case AccuracyFigure.Recall(boolean visible) ->
          recall(target, visible ? of.visibleFaults() : of.invisibleFaults(), what);
      case AccuracyFigure.RootCause(int top) ->
          proportion(target, top == 1 ? of.rootCause().a1() : of.rootCause().a3(), what);
      case AccuracyFigure.Coverage(String thing) ->
          of.coverage().stream()
              .filter(coverage -> coverage.what().equals(thing))
              .findFirst()
              .map(coverage -> figure(target.reading(), coverage.share(), what))
              .orElseGet(() -> new Measured.Missing("this run has no " + what));
      case AccuracyFigure.SignalError(String signal) -> signalError(target, of, signal, what);
    };
  }

  private static Measured signalError(
      Target.OfAccuracy target, Result.Accuracy of, String signal, String what) {
    return of.signals().stream()
        .filter(error -> error.signal().equals(signal))
        .findFirst()
        .map(error ->
            Stream.ofNullable(error.medianRelativeError())
                .map(estimate -> figure(target.reading(), estimate, what + empty(error)))
                .findFirst()
                .orElseGet(() -> new Measured.Missing(refusal(error, what))))
        .orElseGet(() -> new Measured.Missing("this run has no " + what));
  }

  /** A quantile of nothing has no error: what is left out must be said. */
  private static String empty(Result.SignalError error) {
    return error.cellsWithoutData() == 0 || error.signal().equals("requestRate")
        ? ""
        : String.format(
            Locale.ROOT,
            " (over the operations and minutes with a kept request; %.0f %% have none)",
            100.0 * error.cellsWithoutData() / error.cells());
  }

  private static String refusal(Result.SignalError error, String what) {
    String why = error.refused();
    return what + " was refused" + (why == null ? "" : ": " + why);
  }

  /** Where the full data itself shows few of the faults, a recall says nothing of sampling. */
  private static Measured recall(Target.OfAccuracy target, Result.FaultScore score, String what) {
    Result.Proportion full = score.recallFull();
    if (full.of() > 0 && 2 * full.count() < full.of()) {
      return new Measured.Missing(
          String.format(
              Locale.ROOT,
              "the detector finds only %d of %d such faults in the full data, so the %s says little"
                  + " of sampling",
              full.count(),
              full.of(),
              what));
    }
    return proportion(target, score.recall(), what);
  }

  private static Measured proportion(
      Target.OfAccuracy target, Result.Proportion share, String what) {
    if (share.of() == 0) {
      return new Measured.Missing("this workload has nothing to judge the " + what + " on");
    }
    Estimate estimate =
        new Estimate(
            share.estimate(), share.low(), share.high(), WILSON_LEVEL, "Wilson", share.of());
    return figure(target.reading(), estimate, what);
  }

  private static Measured figure(Reading reading, Estimate estimate, String what) {
    return new Measured.Figure(reading.of(estimate), what);
  }

  private static Measured noTreatment(String treatment) {
    return new Measured.Missing(
        "this run has no treatment '" + treatment + "' to compare with the baseline");
  }
}
