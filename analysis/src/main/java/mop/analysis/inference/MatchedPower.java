package mop.analysis.inference;

import java.util.ArrayList;
import java.util.List;
import mop.analysis.result.Result;
import org.apache.commons.rng.UniformRandomProvider;

/** What the other ways to judge matched events could decide. */
final class MatchedPower {
  /**
   * Of the events that baseline and treatment agree on, the share that both find. Of all methods
   * only Newcombe's interval depends on it; with fewer it decides more.
   */
  private static final double BOTH = 0.9;

  private final Assumption.MatchedShare share;
  private final double level;
  private final double power;
  private final List<Result.MethodPower> methods = new ArrayList<>();

  private MatchedPower(Assumption.MatchedShare share, double level, double power) {
    this.share = share;
    this.level = level;
    this.power = power;
  }

  /**
   * @param share with at least one event
   * @param level two-sided
   * @param power at which the smallest effect is given
   */
  static List<Result.MethodPower> others(
      Assumption.MatchedShare share, double level, double power) {
    MatchedPower all = new MatchedPower(share, level, power);
    all.addNewcombe();
    all.addByBlock();
    all.addMcNemar();
    all.addSequence();
    return List.copyOf(all.methods);
  }

  private void addNewcombe() {
    methods.add(
        new Result.MethodPower(
            "Newcombe hybrid score",
            null,
            newcombe(share.difference(), share.margin()),
            DiscordantTables.smallest(1, power, margin -> newcombe(0, margin)),
            "exact sum over tables, 90 % of the faults on which both agree found by both"));
  }

  private double newcombe(double difference, double margin) {
    int n = share.events();
    return DiscordantTables.power(
        n,
        share.discordant(),
        difference,
        (losses, gains) -> {
          int agree = n - losses - gains;
          int both = (int) Math.round(BOTH * agree);
          MatchedEvents events = new MatchedEvents(both, losses, gains, agree - both);
          return Newcombe.interval(events, level).low() > -margin;
        });
  }

  private void addByBlock() {
    SimulatedBounds assumed = byBlock(share.difference());
    SimulatedBounds none = share.difference() == 0 ? assumed : byBlock(0);
    methods.add(
        new Result.MethodPower(
            "blocks as the unit, robust variance",
            null,
            assumed.power(share.margin()),
            none.detectable(power),
            SimulatedBounds.BASIS + ", faults of one block no more alike than others"));
  }

  /** Where no block differs from the others there is no interval, and nothing is shown. */
  private SimulatedBounds byBlock(double difference) {
    double lost = (share.discordant() - difference) / 2;
    return SimulatedBounds.of(random -> {
      List<MatchedBlock> blocks = new ArrayList<>();
      for (int block = 0; block < share.blocks(); block++) {
        blocks.add(draw(block, lost, random));
      }
      return ClusterRobust.interval(blocks, level)
          .map(Interval::low)
          .orElse(Double.NEGATIVE_INFINITY);
    });
  }

  private MatchedBlock draw(int block, double lost, UniformRandomProvider random) {
    int rest = block < share.events() % share.blocks() ? 1 : 0;
    int events = share.events() / share.blocks() + rest;
    int losses = 0;
    int gains = 0;
    for (int i = 0; i < events; i++) {
      double u = random.nextDouble();
      if (u < lost) {
        losses++;
      } else if (u < share.discordant()) {
        gains++;
      }
    }
    return new MatchedBlock(block, events - losses - gains, losses, gains, 0);
  }

  private void addSequence() {
    methods.add(
        new Result.MethodPower(
            "confidence sequence, looking",
            null,
            sequence(share, share.difference(), share.margin(), level),
            DiscordantTables.smallest(1, power, margin -> sequence(share, 0, margin, level)),
            "exact sum over tables"));
  }

  /** The probability that the betting sequence shows non-inferiority once all events are in. */
  static double sequence(
      Assumption.MatchedShare share, double difference, double margin, double level) {
    int n = share.events();
    return DiscordantTables.power(
        n,
        share.discordant(),
        difference,
        (losses, gains) -> {
          MatchedEvents events = new MatchedEvents(n - losses - gains, losses, gains, 0);
          return BettingSequence.pNonInferior(events, margin) <= (1 - level) / 2;
        });
  }

  private void addMcNemar() {
    double most = 1 - share.discordant();
    methods.add(
        new Result.MethodPower(
            "exact McNemar",
            "more found, if truly by the margin",
            mcNemar(Math.min(share.margin(), most)),
            mcNemar(most) < power ? null : DiscordantTables.smallest(most, power, this::mcNemar),
            "exact sum over tables, as many lost as without a difference"));
  }

  /** With half of the discordant share lost, and as much more than that won. */
  private double mcNemar(double more) {
    return DiscordantTables.power(
        share.events(),
        share.discordant() + more,
        more,
        (losses, gains) ->
            McNemar.pMore(new MatchedEvents(0, losses, gains, 0)) <= (1 - level) / 2);
  }
}
