package mop.stack.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.RawTrace;
import mop.stack.sampling.Policy.Named;

/** Makes policies ready to judge traces, and collects the dice and limits that they use. */
final class PolicyCompiler {
  private static final int MAX_LIMITS = 16;

  final Dice dice = new Dice();
  final List<RateLimit> limits = new ArrayList<>();
  private int memos;

  int memos() {
    return memos;
  }

  Ballot compile(Policy policy) {
    return switch (policy) {
      case Policy.AlwaysSample p -> poll -> Vote.SAMPLED;
      case Policy.Latency p -> pure(poll -> LatencyBallot.matches(p, poll.trace()));
      case Policy.StatusCode p -> pure(statusCode(p));
      case Policy.SpanCount p -> pure(poll -> inRange(p, poll.trace().size()));
      case Policy.StringAttribute p -> inverting(p.invertMatch(), AttributeBallot.of(p));
      case Policy.NumericAttribute p -> inverting(p.invertMatch(), AttributeBallot.of(p));
      case Policy.BooleanAttribute p -> inverting(p.invertMatch(), AttributeBallot.of(p));
      case Policy.TraceState p -> pure(TraceStateBallot.of(p));
      case Policy.Probabilistic p -> probabilistic(p);
      case Policy.RateLimiting p -> rateLimiting(p);
      case Policy.And p -> and(all(p.policies()), Vote.SAMPLED);
      case Policy.Drop p -> and(all(p.policies()), Vote.DROPPED);
      case Policy.Not p -> not(compile(p.policy().policy()));
      case Policy.Composite p -> composite(p);
    };
  }

  private List<Ballot> all(List<Named> policies) {
    return policies.stream().map(named -> compile(named.policy())).toList();
  }

  /** A vote that the trace alone decides; it is taken once a trace. */
  private Ballot pure(Predicate<Poll> matches) {
    return remembered(poll -> matches.test(poll) ? Vote.SAMPLED : Vote.NOT_SAMPLED);
  }

  private Ballot remembered(Ballot ballot) {
    int leaf = memos++;
    return poll -> {
      Vote known = poll.remembered(leaf);
      return known != null ? known : poll.remember(leaf, ballot.vote(poll));
    };
  }

  private Ballot inverting(boolean invert, Predicate<Poll> matches) {
    if (!invert) {
      return pure(matches);
    }
    return remembered(poll -> matches.test(poll) ? Vote.INVERT_NOT_SAMPLED : Vote.INVERT_SAMPLED);
  }

  private static Predicate<Poll> statusCode(Policy.StatusCode policy) {
    boolean[] wanted = new boolean[3];
    for (String code : policy.codes()) {
      wanted[List.of("UNSET", "OK", "ERROR").indexOf(code)] = true;
    }
    return poll -> {
      RawTrace trace = poll.trace();
      for (int i = 0; i < trace.size(); i++) {
        int status = trace.status(i);
        if (status < wanted.length && wanted[status]) {
          return true;
        }
      }
      return false;
    };
  }

  private static boolean inRange(Policy.SpanCount policy, int spans) {
    return spans >= policy.minSpans() && (policy.maxSpans() == 0 || spans <= policy.maxSpans());
  }

  private Ballot probabilistic(Policy.Probabilistic policy) {
    if (policy.percentage() <= 0) {
      return poll -> Vote.NOT_SAMPLED;
    }
    long threshold = Dice.threshold(policy.percentage());
    int salt = dice.add(policy.hashSalt(), threshold);
    return poll ->
        Long.compareUnsigned(poll.hash(salt), threshold) <= 0 ? Vote.SAMPLED : Vote.NOT_SAMPLED;
  }

  private int add(RateLimit limit) {
    if (limits.size() == MAX_LIMITS) {
      throw new InvalidInput(
          "tail.policies",
          "more than " + MAX_LIMITS + " rate limits",
          "at most " + MAX_LIMITS + ", sub-policies of composite included",
          "Merge some.");
    }
    limits.add(limit);
    return limits.size() - 1;
  }

  private Ballot rateLimiting(Policy.RateLimiting policy) {
    int limit = add(new RateLimit.TokenBucket(policy.spansPerSecond(), policy.burstCapacity()));
    return poll -> poll.passes(limit) ? Vote.SAMPLED : Vote.NOT_SAMPLED;
  }

  private static Ballot and(List<Ballot> ballots, Vote whenAll) {
    return poll -> {
      for (Ballot ballot : ballots) {
        if (!ballot.samples(poll)) {
          return Vote.NOT_SAMPLED;
        }
      }
      return whenAll;
    };
  }

  private static Ballot not(Ballot ballot) {
    return poll ->
        switch (ballot.vote(poll)) {
          case SAMPLED -> Vote.NOT_SAMPLED;
          case NOT_SAMPLED -> Vote.SAMPLED;
          case INVERT_SAMPLED -> Vote.INVERT_SAMPLED;
          case INVERT_NOT_SAMPLED -> Vote.INVERT_NOT_SAMPLED;
          case DROPPED -> Vote.DROPPED;
        };
  }

  private Ballot composite(Policy.Composite policy) {
    List<Ballot> ballots = all(policy.policies());
    int[] limit = new int[ballots.size()];
    for (int i = 0; i < limit.length; i++) {
      long percent = policy.percent().getOrDefault(policy.policies().get(i).name(), 0L);
      double share = percent > 0 ? percent / 100.0 : 1.0 / limit.length;
      long total = policy.maxTotalSpansPerSecond();
      limit[i] = add(new RateLimit.PerSecond(Math.min(total, (long) (share * total))));
    }
    return poll -> {
      for (int i = 0; i < limit.length; i++) {
        if (ballots.get(i).samples(poll)) {
          return poll.passes(limit[i]) ? Vote.SAMPLED : Vote.NOT_SAMPLED;
        }
      }
      return Vote.NOT_SAMPLED;
    };
  }
}
