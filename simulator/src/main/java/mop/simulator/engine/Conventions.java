package mop.simulator.engine;

import static mop.simulator.engine.Attributes.address;
import static mop.simulator.engine.Attributes.plus;
import static mop.simulator.wire.Otlp.Attribute.number;
import static mop.simulator.wire.Otlp.Attribute.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mop.simulator.graph.Client;
import mop.simulator.graph.Operation;
import mop.simulator.graph.Protocol;
import mop.simulator.graph.Service;
import mop.simulator.graph.Step;
import mop.simulator.graph.Store;
import mop.simulator.wire.Otlp;
import mop.simulator.wire.Otlp.Attribute;
import mop.simulator.wire.Piece;
import mop.simulator.wire.Slot;

/**
 * Names, kinds, attributes and status of spans by the OpenTelemetry semantic conventions, version
 * 1.44: HTTP and databases stable, RPC release candidate, messaging in development.
 */
final class Conventions {
  private Conventions() {}

  /**
   * The span of an operation in the service that carries it out; {@code from} where it is a root.
   */
  static SpanShape operation(Service service, Operation operation, Optional<Client> from) {
    boolean root = from.isPresent();
    String result = operation.resultAttribute();
    List<Attribute> common = new ArrayList<>();
    if (!result.isEmpty()) {
      common.add(number(result, Slot.RESULT));
    }
    common.addAll(Attributes.thread(service.language()));
    List<Attribute> thrown = Ending.thrownBy(service.language(), operation.name() + " failed");
    return switch (operation.protocol()) {
      case Protocol.Http http ->
          shape(
              SpanShape.INBOUND,
              http.method() + " " + http.route(),
              Otlp.SERVER,
              root,
              plus(Attributes.httpServer(service, http, from), common),
              outcome -> Ending.httpServer(outcome).with(onFailure(outcome, thrown)));
      case Protocol.Grpc grpc ->
          shape(
              SpanShape.INBOUND,
              grpc.method(),
              Otlp.SERVER,
              root,
              plus(Attributes.grpcServer(service, grpc, root), common),
              outcome -> Ending.grpc(outcome).with(onFailure(outcome, thrown)));
      case Protocol.Message message ->
          shape(
              SpanShape.INBOUND,
              "process " + message.topic(),
              Otlp.CONSUMER,
              root,
              plus(Attributes.consumer(service, message), common),
              outcome -> Ending.plain(outcome, service).with(onFailure(outcome, thrown)));
      case Protocol.Job job ->
          shape(
              SpanShape.INBOUND,
              operation.name(),
              Otlp.INTERNAL,
              root,
              plus(List.of(text("shop.job.trigger", "cron")), common),
              outcome -> Ending.plain(outcome, service).with(onFailure(outcome, thrown)));
    };
  }

  /** The span of a call in the service that makes it. */
  static SpanShape call(Service caller, Service callee, Operation operation) {
    String address = address(callee);
    return switch (operation.protocol()) {
      case Protocol.Http http ->
          shape(
              SpanShape.OUTBOUND,
              http.method() + " " + http.route(),
              Otlp.CLIENT,
              false,
              plus(
                  Attributes.httpClient(
                      http.method(), "http://" + address + ":8080" + http.path(), address),
                  List.of(
                      text("url.template", http.route()),
                      number("server.port", 8080),
                      text("network.peer.address", "${peer}"))),
              outcome -> Ending.httpClient(outcome, caller));
      case Protocol.Grpc grpc ->
          shape(
              SpanShape.OUTBOUND,
              grpc.method(),
              Otlp.CLIENT,
              false,
              plus(
                  List.of(
                      text("rpc.system.name", "grpc"),
                      text("rpc.method", grpc.method()),
                      text("server.address", address),
                      number("server.port", 9090),
                      text("network.peer.address", "${peer}"),
                      number("network.peer.port", 9090)),
                  Attributes.thread(caller.language())),
              outcome ->
                  Ending.grpc(outcome)
                      .with(
                          outcome == Outcome.REFUSED
                              ? Ending.unreachable(caller, address)
                              : List.of()));
      case Protocol.Message message -> throw notCallable(operation);
      case Protocol.Job job -> throw notCallable(operation);
    };
  }

  private static IllegalArgumentException notCallable(Operation operation) {
    return new IllegalArgumentException(operation.name() + " cannot be called");
  }

  /** A query to a store. */
  static SpanShape query(Service caller, Step.Query query) {
    Store store = query.store();
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(text("db.system.name", store.system()));
    attributes.add(text("db.namespace", store.namespace()));
    attributes.add(text("db.operation.name", query.operation()));
    if (!query.collection().isEmpty()) {
      attributes.add(text("db.collection.name", query.collection()));
    }
    attributes.add(text("db.query.text", query.text()));
    if (store.speaksSql()) {
      attributes.add(text("db.query.summary", query.operation() + " " + query.collection()));
      attributes.add(number("db.response.returned_rows", Slot.SMALL));
    }
    attributes.add(text("server.address", store.address()));
    attributes.add(number("server.port", store.port()));
    attributes.addAll(Attributes.thread(caller.language()));
    return shape(
        SpanShape.OUTBOUND,
        (query.operation() + " " + query.collection()).strip(),
        Otlp.CLIENT,
        false,
        attributes,
        outcome ->
            Ending.plain(outcome, caller)
                .with(
                    switch (outcome) {
                      case OK, UPSTREAM -> List.of();
                      case FAILED ->
                          Ending.thrownBy(caller.language(), query.operation() + " refused");
                      case REFUSED, TIMED_OUT -> Ending.unreachable(caller, store.address());
                    }));
  }

  /** A call to a company outside. */
  static SpanShape fetch(Service caller, Step.Fetch fetch) {
    String template = fetch.path().replace("${", "{");
    return shape(
        SpanShape.OUTBOUND,
        fetch.method() + " " + template,
        Otlp.CLIENT,
        false,
        plus(
            Attributes.httpClient(
                fetch.method(), "https://" + fetch.host() + fetch.path(), fetch.host()),
            List.of(text("url.template", template), number("server.port", 443))),
        outcome -> Ending.httpClient(outcome, caller));
  }

  /** A message sent. */
  static SpanShape publish(Service caller, String topic) {
    return shape(
        SpanShape.OUTBOUND,
        "send " + topic,
        Otlp.PRODUCER,
        false,
        plus(
            Attributes.message(topic, "send", "send"),
            List.of(
                text("messaging.client.id", caller.name() + "-producer-1"),
                number("messaging.message.body.size", Slot.SIZE))),
        outcome ->
            Ending.plain(outcome, caller)
                .with(
                    outcome == Outcome.OK
                        ? List.of()
                        : Ending.unreachable(caller, Attributes.BROKER)));
  }

  /** Work inside the process. */
  static SpanShape work(Service service, Step.Work work) {
    return shape(
        SpanShape.INBOUND,
        work.name(),
        Otlp.INTERNAL,
        false,
        plus(
            List.of(
                text("code.function.name", service.name().replace('-', '.') + "." + work.name()),
                number("shop.work.items", Slot.SMALL)),
            Attributes.thread(service.language())),
        outcome -> Ending.plain(outcome, service));
  }

  private static List<Attribute> onFailure(Outcome outcome, List<Attribute> thrown) {
    return outcome == Outcome.FAILED ? thrown : List.of();
  }

  private static SpanShape shape(
      int scope,
      String name,
      int kind,
      boolean root,
      List<Attribute> common,
      Function<Outcome, Ending> endings) {
    return new SpanShape(
        scope,
        outcome -> {
          Ending ending = endings.apply(outcome);
          return Piece.join(
              Otlp.spanHead(name, kind, root),
              Otlp.spanAttributes(plus(common, ending.attributes())),
              ending.exception().isEmpty()
                  ? Piece.NOTHING
                  : Otlp.event("exception", ending.exception()),
              ending.error() ? Otlp.statusError("") : Piece.NOTHING,
              Otlp.spanFlags(kind, root));
        });
  }
}
