package mop.simulator.engine;

import static mop.simulator.wire.Otlp.Attribute.number;
import static mop.simulator.wire.Otlp.Attribute.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.simulator.graph.Client;
import mop.simulator.graph.Language;
import mop.simulator.graph.Protocol;
import mop.simulator.graph.Service;
import mop.simulator.wire.Otlp.Attribute;
import mop.simulator.wire.Slot;

/** The attributes of each kind of span that do not depend on its outcome. */
final class Attributes {
  /** DNS name at which the shop is reached from outside. */
  private static final String PUBLIC_HOST = "www.shop.example";

  static final String BROKER = "kafka-bootstrap.shop.svc.cluster.local";

  private Attributes() {}

  /** DNS name of a service inside the cluster. */
  static String address(Service service) {
    return service.name() + ".shop.svc.cluster.local";
  }

  static List<Attribute> httpServer(Service service, Protocol.Http http, Optional<Client> from) {
    List<Attribute> all = new ArrayList<>();
    all.add(text("http.request.method", http.method()));
    all.add(text("http.route", http.route()));
    int query = http.path().indexOf('?');
    all.add(text("url.path", query < 0 ? http.path() : http.path().substring(0, query)));
    if (query >= 0) {
      all.add(text("url.query", http.path().substring(query + 1)));
    }
    boolean isPublic = from.isPresent() && from.get() != Client.PROBE;
    all.add(text("url.scheme", isPublic ? "https" : "http"));
    all.add(text("network.protocol.version", isPublic ? "2" : "1.1"));
    all.add(text("server.address", isPublic ? PUBLIC_HOST : address(service)));
    all.add(number("server.port", isPublic ? 443 : 8080));
    all.add(text("network.peer.address", "${peer}"));
    all.add(number("network.peer.port", Slot.PORT));
    from.ifPresent(client -> {
      all.add(text("user_agent.original", client.userAgent()));
      if (client != Client.PROBE) {
        all.add(text("client.address", "${client}"));
        all.add(text("user.id", "u${user}"));
        all.add(text("session.id", "${session}"));
      }
    });
    return all;
  }

  static List<Attribute> httpClient(String method, String url, String address) {
    return List.of(
        text("http.request.method", method),
        text("url.full", url),
        text("server.address", address),
        text("network.protocol.version", "1.1"));
  }

  static List<Attribute> grpcServer(Service service, Protocol.Grpc grpc, boolean probed) {
    return plus(
        List.of(
            text("rpc.system.name", "grpc"),
            text("rpc.method", grpc.method()),
            text("server.address", address(service)),
            number("server.port", 9090),
            text("network.peer.address", "${peer}"),
            number("network.peer.port", Slot.PORT)),
        probed ? List.of() : List.of(text("user.id", "u${user}")));
  }

  static List<Attribute> message(String topic, String name, String type) {
    return List.of(
        text("messaging.system", "kafka"),
        text("messaging.destination.name", topic),
        text("messaging.operation.name", name),
        text("messaging.operation.type", type),
        text("messaging.destination.partition.id", "${digit}"),
        text("messaging.kafka.message.key", "${order}"),
        text("server.address", BROKER),
        number("server.port", 9092));
  }

  static List<Attribute> consumer(Service service, Protocol.Message message) {
    return plus(
        message(message.topic(), "process", "process"),
        List.of(
            text("messaging.consumer.group.name", message.group()),
            text("messaging.client.id", service.name() + "-consumer-${digit}"),
            number("messaging.kafka.offset", Slot.OFFSET)));
  }

  static List<Attribute> thread(Language language) {
    return language == Language.JAVA
        ? List.of(number("thread.id", Slot.SMALL), text("thread.name", "grpc-executor-${digits2}"))
        : List.of();
  }

  static <T> List<T> plus(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
