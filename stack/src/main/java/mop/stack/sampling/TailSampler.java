package mop.stack.sampling;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mop.analysis.estimate.InclusionProbability;
import mop.analysis.estimate.InclusionProbability.Known;
import mop.analysis.estimate.InclusionProbability.Unknown;
import mop.analysis.estimate.InclusionProbability.Zero;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.TraceShape;

/**
 * Policies with the Collector's precedence: a drop policy wins, then an inverted policy that
 * matched, then a policy that samples, then an inverted one that did not match if no other policy
 * declined. The inclusion probability is exact: the share of outcomes of the dice for which that
 * rule keeps the trace. Where it hangs on a rate limit without certain room it is unknown.
 */
final class TailSampler implements Sampler {
  private static final double CERTAIN = 1 - 1e-12;
  private static final String NONE = "none";

  private static final int MAX_UNCERTAIN = 6;

  private final TailSpec spec;
  private final List<Policy.Named> policies;
  private final Ballot[] ballots;
  private final boolean firstSampledWins;
  private final Dice dice;
  private final List<Dice.Cell> cells;
  private final Poll poll;
  private final long[] own;
  private int deciding;

  TailSampler(TailSpec spec) {
    this.spec = spec;
    PolicyCompiler compiler = new PolicyCompiler();
    policies = dropFirst(spec.policies());
    ballots =
        policies.stream().map(named -> compiler.compile(named.policy())).toArray(Ballot[]::new);
    firstSampledWins =
        compiler.limits.isEmpty() && policies.stream().noneMatch(p -> canForbid(p.policy()));
    dice = compiler.dice;
    cells = dice.cells();
    poll = new Poll(List.copyOf(compiler.limits), compiler.memos(), dice.salts());
    own = new long[dice.salts()];
  }

  /** Drop policies are asked first, so that a dropped trace uses up no rate limit. */
  private static List<Policy.Named> dropFirst(List<Policy.Named> policies) {
    return Stream.concat(
            policies.stream().filter(p -> p.policy() instanceof Policy.Drop),
            policies.stream().filter(p -> !(p.policy() instanceof Policy.Drop)))
        .toList();
  }

  private static boolean canForbid(Policy policy) {
    return switch (policy) {
      case Policy.Drop p -> true;
      case Policy.StringAttribute p -> p.invertMatch();
      case Policy.NumericAttribute p -> p.invertMatch();
      case Policy.BooleanAttribute p -> p.invertMatch();
      case Policy.Not p -> canForbid(p.policy().policy());
      case Policy.AlwaysSample p -> false;
      case Policy.Latency p -> false;
      case Policy.StatusCode p -> false;
      case Policy.Probabilistic p -> false;
      case Policy.TraceState p -> false;
      case Policy.SpanCount p -> false;
      case Policy.RateLimiting p -> false;
      case Policy.And p -> false;
      case Policy.Composite p -> false;
    };
  }

  @Override
  public Decision decide(RawTrace trace, TraceShape shape, long nowNanos) {
    poll.begin(trace, shape, nowNanos);
    InclusionProbability inclusion = inclusion();
    for (int salt = 0; salt < own.length; salt++) {
      own[salt] = dice.hash(salt, trace.idHigh(), trace.idLow());
    }
    poll.forReal(own);
    boolean keep = keeps();
    poll.end();
    String policy = deciding < 0 ? NONE : policies.get(deciding).name();
    return new Decision(keep, inclusion, policy);
  }

  private InclusionProbability inclusion() {
    if (cells.isEmpty()) {
      return new Unknown("too many independent hash salts to reckon with");
    }
    double all = keptWeight(-1);
    int uncertain = poll.uncertain();
    if (uncertain != 0 && !sameForAllAnswers(uncertain, all)) {
      return new Unknown("depends on a rate limit that may be used up");
    }
    if (all <= 0) {
      return new Zero();
    }
    return new Known(all > CERTAIN ? 1 : all);
  }

  private double keptWeight(int limitAnswers) {
    double kept = 0;
    for (Dice.Cell cell : cells) {
      poll.whatIf(cell.hashes(), limitAnswers);
      kept += keeps() ? cell.weight() : 0;
    }
    return kept;
  }

  /** Whether the probability is the same however the uncertain limits answer. */
  private boolean sameForAllAnswers(int uncertain, double expected) {
    int seen = uncertain;
    for (int answers = 0; ; ) {
      if (Integer.bitCount(seen) > MAX_UNCERTAIN
          || Math.abs(keptWeight(answers) - expected) > 1e-12) {
        return false;
      }
      seen |= poll.uncertain();
      answers = (answers - seen) & seen;
      if (answers == 0) {
        return true;
      }
    }
  }

  /** The Collector's verdict; leaves the policy that gave it in {@link #deciding}. */
  private boolean keeps() {
    int sampled = -1;
    int inverted = -1;
    int forbidden = -1;
    boolean declined = false;
    for (int i = 0; i < ballots.length; i++) {
      switch (ballots[i].vote(poll)) {
        case DROPPED -> {
          deciding = i;
          return false;
        }
        case INVERT_NOT_SAMPLED -> forbidden = forbidden < 0 ? i : forbidden;
        case SAMPLED -> {
          sampled = sampled < 0 ? i : sampled;
          if (firstSampledWins) {
            deciding = sampled;
            return true;
          }
        }
        case INVERT_SAMPLED -> inverted = inverted < 0 ? i : inverted;
        case NOT_SAMPLED -> declined = true;
      }
    }
    if (forbidden >= 0) {
      deciding = forbidden;
      return false;
    }
    deciding = sampled >= 0 ? sampled : inverted >= 0 && !declined ? inverted : -1;
    return deciding >= 0;
  }

  @Override
  public Map<String, String> export() {
    return spec.export();
  }
}
