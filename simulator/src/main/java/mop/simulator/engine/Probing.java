package mop.simulator.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mop.simulator.graph.Latency;
import mop.simulator.graph.Operation;
import mop.simulator.graph.Protocol;
import mop.simulator.graph.Service;
import mop.simulator.graph.Step;
import mop.simulator.graph.Store;

/** The health checks of a service: is it alive, and is it ready, with its store. */
final class Probing {
  /** Of a message sent to the broker. */
  static final Latency BROKER_LATENCY = new Latency(2.2, 0.5, 0.01, 1.8);

  private static final Latency ANSWER = new Latency(0.6, 0.4, 0.005, 2);
  private static final double ERROR_RATE = 0.0005;

  private final Service service;

  Probing(Service service) {
    this.service = service;
  }

  Operation alive() {
    return operation("alive", "/healthz", List.of());
  }

  Operation ready() {
    return operation("ready", "/readyz", store().map(this::ping).stream().toList());
  }

  private Operation operation(String name, String path, List<Step> steps) {
    boolean grpc =
        service.operations().stream().anyMatch(o -> o.protocol() instanceof Protocol.Grpc);
    Protocol protocol =
        grpc
            ? new Protocol.Grpc("grpc.health.v1.Health/Check")
            : new Protocol.Http("GET", path, path);
    return new Operation(name, protocol, ANSWER, ERROR_RATE, "", steps);
  }

  private Step ping(Store store) {
    return store.speaksSql()
        ? new Step.Query(store, "SELECT", "", "SELECT 1", ANSWER)
        : new Step.Query(store, "PING", "", "PING", ANSWER);
  }

  private Optional<Store> store() {
    return service.operations().stream()
        .flatMap(o -> o.steps().stream())
        .flatMap(Probing::stores)
        .findFirst();
  }

  private static Stream<Store> stores(Step step) {
    return switch (step) {
      case Step.Query query -> Stream.of(query.store());
      case Step.Cached cached -> Stream.of(cached.get().store());
      case Step.Together together -> together.steps().stream().flatMap(Probing::stores);
      case Step.Lenient lenient -> lenient.steps().stream().flatMap(Probing::stores);
      case Step.Maybe maybe -> maybe.steps().stream().flatMap(Probing::stores);
      case Step.FanOut fan -> stores(fan.each());
      case Step.Call call -> Stream.empty();
      case Step.Fetch fetch -> Stream.empty();
      case Step.Publish publish -> Stream.empty();
      case Step.Work work -> Stream.empty();
    };
  }
}
