package mop.simulator.engine;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** What can be said of a compiled topology without running it, errors and retries left aside. */
final class Expectations {
  private final Compiled compiled;

  Expectations(Compiled compiled) {
    this.compiled = compiled;
  }

  /** Mean number of spans of a business trace. */
  double spansOfBusinessTrace() {
    return compiled.entries().stream().mapToDouble(e -> e.share() * spans(e.node())).sum();
  }

  /** Mean number of spans of a health check, of which a share asks whether the pod is ready. */
  double spansOfProbe(double readyShare) {
    return compiled.probes().stream()
        .mapToDouble(p -> (1 - readyShare) * spans(p.alive()) + readyShare * spans(p.ready()))
        .average()
        .orElse(0);
  }

  /** Mean number of spans that a call of this operation causes, its own included. */
  double spans(Node node) {
    return 1 + spans(node.actions());
  }

  private double spans(List<Action> actions) {
    return actions.stream().mapToDouble(this::spans).sum();
  }

  private double spans(Action action) {
    return switch (action) {
      case Action.Call call -> 1 + spans(call.callee());
      case Action.Ask ask -> 1;
      case Action.Cached cached -> 1 + (1 - cached.hitRatio()) * (1 + spans(cached.onMiss()));
      case Action.FanOut fan -> (fan.least() + fan.most()) / 2.0 * spans(fan.each());
      case Action.Together together -> spans(together.actions());
      case Action.Lenient lenient -> spans(lenient.actions());
      case Action.Maybe maybe -> maybe.probability() * spans(maybe.actions());
      case Action.Publish publish ->
          1 + publish.consumers().stream().mapToDouble(this::spans).sum();
      case Action.Work work -> 1;
    };
  }

  /** Roughly the median duration of an operation, nanoseconds: the sum of its parts' medians. */
  double typicalNanos(Node node) {
    return node.own().medianNanos() + typical(node.actions());
  }

  private double typical(List<Action> actions) {
    return actions.stream().mapToDouble(this::typical).sum();
  }

  private double typical(Action action) {
    return switch (action) {
      case Action.Call call -> typicalNanos(call.callee()) + 2 * TraceMaker.MEAN_HOP_NANOS;
      case Action.Ask ask -> ask.latency().medianNanos();
      case Action.Cached cached ->
          typical(cached.get())
              + (1 - cached.hitRatio()) * (typical(cached.put()) + typical(cached.onMiss()));
      case Action.FanOut fan -> fan.most() == 0 ? 0 : typical(fan.each());
      case Action.Together together ->
          together.actions().stream().mapToDouble(this::typical).max().orElse(0);
      case Action.Lenient lenient -> typical(lenient.actions());
      case Action.Maybe maybe -> maybe.probability() * typical(maybe.actions());
      case Action.Publish publish -> typical(publish.send());
      case Action.Work work -> work.latency().medianNanos();
    };
  }

  /** Share of business traces in which an operation occurs that {@code wanted} accepts. */
  double shareWithNode(Predicate<Node> wanted) {
    return share(new Reach(wanted, dependency -> false, path -> false));
  }

  /** Share of business traces that ask a dependency. */
  double shareWithDependency(int index) {
    return share(new Reach(node -> false, dependency -> dependency == index, path -> false));
  }

  /** Share of business traces that come to the fork of a path, whether they take it or not. */
  double shareAtFork(int index) {
    return share(new Reach(node -> false, dependency -> false, path -> path == index));
  }

  private double share(Reach reach) {
    return compiled.entries().stream()
        .mapToDouble(e -> e.share() * (1 - reach.avoids(e.node())))
        .sum();
  }

  /** Probability that a call does not come to a place; branches are independent. */
  private record Reach(Predicate<Node> node, IntPredicate dependency, IntPredicate path) {

    double avoids(Node at) {
      return node.test(at) ? 0 : avoids(at.actions());
    }

    double avoids(List<Action> actions) {
      double probability = 1;
      for (Action action : actions) {
        probability *= avoids(action);
      }
      return probability;
    }

    double avoids(Action action) {
      return switch (action) {
        case Action.Call call -> avoids(call.callee());
        case Action.Ask ask -> dependency.test(ask.dependency()) ? 0 : 1;
        case Action.Cached cached ->
            avoids(cached.get())
                * (cached.hitRatio() + (1 - cached.hitRatio()) * avoids(cached.onMiss()));
        case Action.FanOut fan -> {
          double once = avoids(fan.each());
          double sum = 0;
          for (int k = fan.least(); k <= fan.most(); k++) {
            sum += Math.pow(once, k);
          }
          yield sum / (fan.most() - fan.least() + 1);
        }
        case Action.Together together -> avoids(together.actions());
        case Action.Lenient lenient -> avoids(lenient.actions());
        case Action.Maybe maybe ->
            path.test(maybe.path()) ? 0 : 1 - maybe.probability() * (1 - avoids(maybe.actions()));
        case Action.Publish publish -> {
          double probability = avoids(publish.send());
          for (Node consumer : publish.consumers()) {
            probability *= avoids(consumer);
          }
          yield probability;
        }
        case Action.Work work -> 1;
      };
    }
  }
}
