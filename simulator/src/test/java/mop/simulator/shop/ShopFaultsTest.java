package mop.simulator.shop;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import mop.analysis.telemetry.Fault;
import mop.simulator.engine.FaultKind;
import mop.simulator.shop.DecodedBlock.Seen;
import mop.simulator.shop.DecodedBlock.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopFaultsTest {
  private static final double MINUTE = 60e9;

  private final DecodedBlock block = DecodedBlock.STANDARD;
  private final List<Fault> faults = block.truth.faults();
  private final Map<Integer, List<Trace>> hits = new HashMap<>();
  private final Map<String, Double> usualMillis = new HashMap<>();

  ShopFaultsTest() {
    Map<String, List<Double>> millis = new HashMap<>();
    for (Trace trace : block.traces) {
      block
          .faultOf(trace)
          .ifPresentOrElse(
              fault -> hits.computeIfAbsent(fault, f -> new ArrayList<>()).add(trace),
              () ->
                  trace
                      .spans()
                      .forEach(s ->
                          millis
                              .computeIfAbsent(s.operation(), o -> new ArrayList<>())
                              .add(s.millis())));
    }
    millis.forEach((operation, all) -> usualMillis.put(operation, median(all)));
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private List<Trace> hits(int fault) {
    return hits.getOrDefault(fault, List.of());
  }

  private IntStream ofKind(FaultKind kind) {
    return IntStream.range(0, faults.size()).filter(i -> faults.get(i).kind().equals(kind.label()));
  }

  /** Traces that begin while the fault lasts and that it did not hit. */
  private List<Trace> spared(int fault) {
    return block.traces.stream()
        .filter(t -> within(faults.get(fault), t) && block.faultOf(t).isEmpty())
        .toList();
  }

  private static boolean within(Fault fault, Trace trace) {
    long start = trace.root().start();
    return start >= fault.startNanos() && start < fault.endNanos();
  }

  @Test
  void windowsNeitherOverlapNorBeginEarly() {
    long end = block.truth.startNanos() + (long) (15 * MINUTE);
    for (Fault fault : faults) {
      assertThat(fault.startNanos()).isGreaterThanOrEqualTo(end);
      assertThat((fault.endNanos() - fault.startNanos()) / 1e9).isBetween(75.0, 100.0);
      end = fault.endNanos() + 50_000_000_000L;
    }
    assertThat(end).isLessThanOrEqualTo(block.truth.endNanos() + 50_000_000_000L);
  }

  @Test
  void everyKindOccursAndMostAreVisible() {
    Map<String, List<Fault>> byKind = faults.stream().collect(groupingBy(Fault::kind));

    assertThat(faults).hasSize(40);
    assertThat(byKind.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FaultKind.values()).map(FaultKind::label).toList());
    assertThat(faults.stream().filter(Fault::visible).count()).isGreaterThanOrEqualTo(32);
    assertThat(byKind.get("wrong-result")).noneMatch(Fault::visible);
    assertThat(faults.stream().map(Fault::id)).doesNotHaveDuplicates();
  }

  @Test
  void rootCausesAreSpreadOverTheServices() {
    Set<String> services = new HashSet<>();
    block.traces.forEach(t -> t.spans().forEach(s -> services.add(s.service())));

    assertThat(services).containsAll(faults.stream().map(Fault::rootCauseService).toList());
    assertThat(faults.stream().map(Fault::rootCauseService).distinct().count())
        .isGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void faultsHitOneToTwoPercentOfTheTraces(int number) throws Exception {
    var truth = Shop.generate(ShopParameters.defaults(), 5, number, 2, (at, b, off, len) -> {});

    assertThat(truth.traceFaults().size() / (double) truth.traces()).isBetween(0.01, 0.02);
  }

  @Test
  void tracesAreHitWithinTheWindowOnlyAndPassTheRootCause() {
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      assertThat(hits(i)).as(fault.id()).isNotEmpty();
      assertThat(hits(i).size()).isEqualTo(block.truth.traceFaults().size(i));
      assertThat(hits(i))
          .allMatch(t -> within(fault, t))
          .allMatch(
              t -> t.spans().stream().anyMatch(s -> s.service().equals(fault.rootCauseService())));
    }
  }

  /** The largest ratio to the usual duration among the spans that serve in the service. */
  private double slowest(Trace trace, String service) {
    return trace.spans().stream()
        .filter(s -> s.service().equals(service) && (s.serves() || s.parent() == 0))
        .mapToDouble(s -> s.millis() / usualMillis.getOrDefault(s.operation(), 1.0))
        .max()
        .orElse(0);
  }

  @Test
  void slowingFaultsMultiplyTheDurationOfWhatTheyHitAndNothingElse() {
    IntStream.concat(ofKind(FaultKind.LATENCY_DEGRADATION), ofKind(FaultKind.RESOURCE_EXHAUSTION))
        .forEach(i -> {
          String service = faults.get(i).rootCauseService();
          ToDoubleFunction<Trace> ratio = t -> slowest(t, service);
          double hit = hits(i).stream().mapToDouble(ratio).sorted().toArray()[hits(i).size() / 2];
          double[] others =
              spared(i).stream().mapToDouble(ratio).filter(r -> r > 0).sorted().toArray();

          assertThat(hit).as(faults.get(i).toString()).isGreaterThan(2);
          assertThat(others[others.length / 2]).as(faults.get(i).toString()).isBetween(0.6, 1.6);
        });
  }

  @Test
  void exhaustionGrows() {
    double first = 0;
    double last = 0;
    for (int i : ofKind(FaultKind.RESOURCE_EXHAUSTION).toArray()) {
      Fault fault = faults.get(i);
      long middle = (fault.startNanos() + fault.endNanos()) / 2;
      for (Trace trace : hits(i)) {
        double log = Math.log(slowest(trace, fault.rootCauseService()));
        if (trace.root().start() < middle) {
          first += log / hits(i).size();
        } else {
          last += log / hits(i).size();
        }
      }
    }

    assertThat(last).isGreaterThan(first);
  }

  private static double errorShare(List<Trace> traces, String service) {
    List<Trace> through =
        traces.stream()
            .filter(t -> t.spans().stream().anyMatch(s -> s.service().equals(service)))
            .toList();
    double failed =
        through.stream()
            .filter(t -> t.spans().stream().anyMatch(s -> s.error() && s.service().equals(service)))
            .count();
    return failed / Math.max(1, through.size());
  }

  @Test
  void failingFaultsRaiseErrorsAtTheRootCauseAndNothingElse() {
    IntStream.concat(ofKind(FaultKind.ERROR_SURGE), ofKind(FaultKind.DEPENDENCY_OUTAGE))
        .forEach(i -> {
          String service = faults.get(i).rootCauseService();

          assertThat(errorShare(hits(i), service)).as(faults.get(i).toString()).isEqualTo(1);
          assertThat(errorShare(spared(i), service)).isLessThan(0.05);
        });
  }

  @Test
  void spikesMultiplyTheRateOfOneEntry() {
    ofKind(FaultKind.TRAFFIC_SPIKE)
        .forEach(i -> {
          Fault fault = faults.get(i);
          assertThat(hits(i).stream().map(t -> t.root().operation()).distinct()).hasSize(1);
          String entry = hits(i).getFirst().root().operation();
          double usual =
              block.traces.stream()
                      .filter(t -> t.root().operation().equals(entry))
                      .filter(t -> block.faultOf(t).isEmpty())
                      .count()
                  / (double) (block.truth.endNanos() - block.truth.startNanos());
          double during =
              block.traces.stream()
                      .filter(t -> t.root().operation().equals(entry))
                      .filter(t -> within(fault, t))
                      .count()
                  / (double) (fault.endNanos() - fault.startNanos());

          assertThat(entry).startsWith(fault.rootCauseService() + " ");
          assertThat(during / usual).as(fault.toString()).isGreaterThan(2.5);
        });
  }

  @Test
  void rarePathsAreHardlyTakenOutsideTheirFault() {
    ofKind(FaultKind.RARE_PATH_ANOMALY)
        .forEach(i -> {
          Fault fault = faults.get(i);
          Set<String> path = new HashSet<>();
          hits(i).getFirst().spans().forEach(s -> path.add(s.operation()));
          hits(i).forEach(t -> path.retainAll(t.spans().stream().map(Seen::operation).toList()));
          double rarest =
              path.stream()
                  .mapToDouble(o -> share(o, t -> block.faultOf(t).isEmpty() ? 1 : 0))
                  .min()
                  .orElseThrow();

          assertThat(rarest).as(fault.toString()).isLessThan(0.001);
        });
  }

  private double share(String operation, ToDoubleFunction<Trace> counted) {
    double with = 0;
    double all = 0;
    for (Trace trace : block.traces) {
      double weight = counted.applyAsDouble(trace);
      all += weight;
      with += trace.spans().stream().anyMatch(s -> s.operation().equals(operation)) ? weight : 0;
    }
    return with / all;
  }

  @Test
  void wrongResultsShowInNothingButTheResult() {
    List<Double> wrongRatios = new ArrayList<>();
    int errors = 0;
    int wrong = 0;
    for (int i : ofKind(FaultKind.WRONG_RESULT).toArray()) {
      String service = faults.get(i).rootCauseService();
      for (Trace trace : hits(i)) {
        wrongRatios.add(slowest(trace, service));
        errors += trace.error() ? 1 : 0;
        wrong++;
        assertThat(trace.spans()).anyMatch(s -> s.service().equals(service) && s.result() == 0);
      }
    }

    assertThat(median(wrongRatios)).isBetween(0.8, 1.3);
    assertThat(errors).isLessThanOrEqualTo(Math.max(3, wrong / 20));
    double right = 0;
    double zero = 0;
    for (Trace trace : block.traces) {
      if (block.faultOf(trace).isEmpty()) {
        right += trace.spans().stream().filter(s -> s.result() > 0).count();
        zero += trace.spans().stream().filter(s -> s.result() == 0).count();
      }
    }
    assertThat(zero / (zero + right)).isBetween(0.005, 0.012);
  }

  @Test
  void withoutFaultsNothingIsHit() throws Exception {
    var truth =
        Shop.generate(
            ShopParameters.parse("shop:faults=0,spans=50000"), 1, 0, 1, (at, b, off, len) -> {});

    assertThat(truth.faults()).isEmpty();
    assertThat(truth.traceFaults().size()).isZero();
  }
}
