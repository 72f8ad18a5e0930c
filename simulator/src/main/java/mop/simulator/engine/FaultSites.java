package mop.simulator.engine;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mop.simulator.random.RandomStream;

/** Where each kind of fault can strike, and what it does there. */
final class FaultSites {
  private static final double LEAST_SHARE = 0.004;
  private static final double LEAST_SLOWING = 3;
  private static final double MOST_SLOWING = 50;
  private static final double LEAST_EXHAUSTION = 5;
  private static final double MOST_EXHAUSTION = 50;

  /** Added to an operation's typical duration before it is multiplied: a fault is felt. */
  private static final double FELT_NANOS = 4e6;

  /**
   * A place.
   *
   * @param index of the operation, service, dependency, path or entry, as the kind has it
   * @param share of business traces that come there
   * @param service the root cause's name
   */
  record Site(FaultKind kind, int index, double share, String service) {}

  private final Compiled compiled;
  private final Expectations expectations;
  private final Map<FaultKind, List<Site>> sites = new EnumMap<>(FaultKind.class);

  FaultSites(Compiled compiled, Expectations expectations) {
    this.compiled = compiled;
    this.expectations = expectations;
    for (FaultKind kind : FaultKind.values()) {
      sites.put(kind, find(kind).filter(s -> s.share() >= LEAST_SHARE).toList());
    }
  }

  List<Site> of(FaultKind kind) {
    return sites.getOrDefault(kind, List.of());
  }

  private Stream<Site> find(FaultKind kind) {
    return switch (kind) {
      case LATENCY_DEGRADATION, ERROR_SURGE -> compiled.nodes().stream().map(n -> site(kind, n));
      case WRONG_RESULT ->
          compiled.nodes().stream().filter(Node::reportsResult).map(n -> site(kind, n));
      case TRAFFIC_SPIKE ->
          IntStream.range(0, compiled.entries().size())
              .mapToObj(i -> {
                Compiled.EntryPoint entry = compiled.entries().get(i);
                return new Site(kind, i, entry.share(), name(entry.node().service()));
              });
      case RESOURCE_EXHAUSTION ->
          IntStream.range(0, compiled.serviceNames().size())
              .mapToObj(i ->
                  new Site(kind, i, expectations.shareWithNode(n -> n.service() == i), name(i)));
      case DEPENDENCY_OUTAGE ->
          IntStream.range(0, compiled.dependencies().size())
              .mapToObj(i ->
                  new Site(
                      kind,
                      i,
                      expectations.shareWithDependency(i),
                      name(compiled.dependencies().get(i).service())));
      case RARE_PATH_ANOMALY ->
          compiled.paths().stream()
              .map(p ->
                  new Site(
                      kind,
                      p.index(),
                      expectations.shareAtFork(p.index()),
                      name(p.target().service())));
    };
  }

  private Site site(FaultKind kind, Node node) {
    double share = expectations.shareWithNode(n -> n.index() == node.index());
    return new Site(kind, node.index(), share, name(node.service()));
  }

  private String name(int service) {
    return compiled.serviceNames().get(service);
  }

  /** What a fault does, at a strength drawn at random. */
  Exposure exposure(FaultKind kind, Site site, RandomStream random) {
    double u = random.uniform();
    return switch (kind) {
      case LATENCY_DEGRADATION ->
          Exposure.slow(
              site.index(),
              between(LEAST_SLOWING, MOST_SLOWING, u) * felt(compiled.nodes().get(site.index())));
      case ERROR_SURGE -> Exposure.fail(site.index(), 0.7 + 0.3 * u);
      case TRAFFIC_SPIKE -> Exposure.NONE;
      case RESOURCE_EXHAUSTION ->
          Exposure.exhaust(
              site.index(),
              anyPod(site.index(), random),
              between(LEAST_EXHAUSTION, MOST_EXHAUSTION, u) * feltBy(site.index()),
              0.15 + 0.35 * random.uniform());
      case DEPENDENCY_OUTAGE -> Exposure.cutOff(site.index());
      case RARE_PATH_ANOMALY -> {
        Node target = compiled.paths().get(site.index()).target();
        yield Exposure.divert(
            site.index(), target.index(), (1 + 3 * u) * felt(target), 0.2 + 0.5 * random.uniform());
      }
      case WRONG_RESULT -> Exposure.spoil(site.index());
    };
  }

  /** Uniform on the logarithm. */
  private static double between(double least, double most, double u) {
    return least * StrictMath.pow(most / least, u);
  }

  private double felt(Node node) {
    return expectations.typicalNanos(node) + FELT_NANOS;
  }

  private double feltBy(int service) {
    return compiled.nodes().stream()
        .filter(n -> n.service() == service)
        .mapToDouble(this::felt)
        .average()
        .orElse(FELT_NANOS);
  }

  private int anyPod(int service, RandomStream random) {
    List<Integer> pods =
        IntStream.range(0, compiled.pods().size())
            .filter(p -> compiled.pods().get(p).service() == service)
            .boxed()
            .toList();
    return pods.get(random.below(pods.size()));
  }
}
