package mop.simulator.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import mop.analysis.telemetry.Fault;
import mop.simulator.random.RandomStream;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Draws the faults of a block: kinds by quota, one window in each equal part of the time after the
 * fault-free begin, a place that enough traces come to, and as many traces to hit as the prevalence
 * asks for, shared out among the faults by weights that differ widely.
 */
final class FaultPlanner {
  private static final double SECOND = 1e9;
  private static final double LEAST_FILL = 0.50;
  private static final double MOST_FILL = 0.62;
  private static final double MOST_DELAY = 0.05;
  private static final double LONGEST_SECONDS = 600;
  private static final double WEIGHT_SIGMA = 0.4;
  private static final double LEAST_TRACES = 12;
  private static final double MOST_SHARE = 0.95;

  /** Traces that a spike adds for each that comes anyway. */
  private static final double LEAST_SPIKE = 3;

  private static final double MOST_SPIKE = 9;

  private final BlockShape shape;
  private final Arrivals arrivals;
  private final FaultSites sites;
  private final RandomStream random;

  FaultPlanner(BlockShape shape, Arrivals arrivals, FaultSites sites, RandomStream random) {
    this.shape = shape;
    this.arrivals = arrivals;
    this.sites = sites;
    this.random = random;
  }

  private record Window(double from, double to) {}

  FaultPlan plan() {
    if (shape.faults() == 0) {
      return new FaultPlan(List.of());
    }
    List<FaultKind> kinds = kinds();
    List<Window> windows = windows();
    double[] weights = weights(kinds);
    double wanted = shape.prevalence() * arrivals.traces();
    double allWeights = Arrays.stream(weights).sum();
    List<FaultSites.Site> chosen = new ArrayList<>();
    double[] most = new double[kinds.size()];
    for (int i = 0; i < kinds.size(); i++) {
      double traffic = traffic(windows.get(i));
      double aim = wanted * weights[i] / allWeights;
      FaultSites.Site site = choose(kinds.get(i), traffic, aim, chosen);
      chosen.add(site);
      most[i] = traffic * site.share() * mostPerVisit(kinds.get(i));
    }
    double[] hits = shareOut(wanted, weights, most);
    List<PlannedFault> faults = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      faults.add(fault(i, kinds.get(i), windows.get(i), chosen.get(i), hits[i]));
    }
    return new FaultPlan(List.copyOf(faults));
  }

  private static double mostPerVisit(FaultKind kind) {
    return kind == FaultKind.TRAFFIC_SPIKE ? MOST_SPIKE : MOST_SHARE;
  }

  private double traffic(Window window) {
    return arrivals.expected((int) window.from(), (int) window.to());
  }

  private List<FaultKind> kinds() {
    List<FaultKind> kinds = FaultKind.ofBlock(shape.faults());
    ListSampler.shuffle(random, kinds);
    return kinds;
  }

  private List<Window> windows() {
    double slot = (double) (shape.seconds() - BlockShape.FAULT_FREE_SECONDS) / shape.faults();
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < shape.faults(); i++) {
      double fill = LEAST_FILL + (MOST_FILL - LEAST_FILL) * random.uniform();
      double length = Math.min(LONGEST_SECONDS, slot * fill);
      double delay = MOST_DELAY * slot * random.uniform();
      double from = BlockShape.FAULT_FREE_SECONDS + i * slot + delay;
      windows.add(new Window(from, from + length));
    }
    return windows;
  }

  private double[] weights(List<FaultKind> kinds) {
    var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    return kinds.stream()
        .mapToDouble(k -> k.weight() * StrictMath.exp(WEIGHT_SIGMA * gaussian.sample()))
        .toArray();
  }

  /** A place not yet used that enough traces come to; failing that, the busiest. */
  private FaultSites.Site choose(
      FaultKind kind, double traffic, double aim, List<FaultSites.Site> used) {
    List<FaultSites.Site> all = sites.of(kind);
    double least = Math.max(LEAST_TRACES, aim / 2) / mostPerVisit(kind);
    double most = kind == FaultKind.TRAFFIC_SPIKE ? aim / LEAST_SPIKE : Double.POSITIVE_INFINITY;
    List<FaultSites.Site> fit =
        all.stream()
            .filter(s -> s.share() * traffic >= least && s.share() * traffic <= most)
            .toList();
    List<FaultSites.Site> fresh = fit.stream().filter(s -> !used.contains(s)).toList();
    fit = fresh.isEmpty() ? fit : fresh;
    return fit.isEmpty()
        ? Collections.max(all, Comparator.comparingDouble(FaultSites.Site::share))
        : fit.get(random.below(fit.size()));
  }

  /** In proportion to the weights, but none above its most; what is over goes to the others. */
  private static double[] shareOut(double wanted, double[] weights, double[] most) {
    double[] given = new double[weights.length];
    boolean[] full = new boolean[weights.length];
    double left = wanted;
    for (boolean changed = true; changed; ) {
      changed = false;
      double open = 0;
      for (int i = 0; i < weights.length; i++) {
        open += full[i] ? 0 : weights[i];
      }
      double perWeight = left / open;
      for (int i = 0; i < weights.length; i++) {
        if (!full[i] && weights[i] * perWeight >= most[i]) {
          given[i] = most[i];
          full[i] = true;
          left -= most[i];
          changed = true;
        } else if (!full[i]) {
          given[i] = weights[i] * perWeight;
        }
      }
    }
    return given;
  }

  private PlannedFault fault(
      int index, FaultKind kind, Window window, FaultSites.Site site, double hits) {
    long base = shape.startSecond() * 1_000_000_000L;
    Fault truth =
        new Fault(
            "fault-" + (index + 1),
            kind.label(),
            base + (long) (window.from() * SECOND),
            base + (long) (window.to() * SECOND),
            site.service(),
            kind.visible());
    boolean spike = kind == FaultKind.TRAFFIC_SPIKE;
    return new PlannedFault(
        index,
        kind,
        truth,
        sites.exposure(kind, site, random),
        spike ? 0 : hits / (traffic(window) * site.share()),
        spike ? site.index() : Exposure.NOTHING,
        spike ? hits / (window.to() - window.from()) : 0);
  }
}
