package mop.simulator.shop;

import java.util.List;
import java.util.Locale;
import mop.simulator.graph.Client;
import mop.simulator.graph.Entry;
import mop.simulator.graph.Latency;
import mop.simulator.graph.Operation;
import mop.simulator.graph.Protocol;
import mop.simulator.graph.Step;
import mop.simulator.graph.Store;

/** The words that {@link ShopModel} is written in. */
final class Words {
  private Words() {}

  static Latency ms(double median, double sigma) {
    return new Latency(2.2 * median, sigma, 0.012, 1.4);
  }

  static Store store(String name, String system, String namespace, int port) {
    return new Store(name, system, namespace, name + ".data.svc.cluster.local", port);
  }

  static Store postgres(String name) {
    return store(name + "-db", "postgresql", name, 5432);
  }

  static Store mysql(String name) {
    return store(name + "-db", "mysql", name, 3306);
  }

  static Store redis(String name) {
    return store(name + "-redis", "redis", "0", 6379);
  }

  static Entry browser(String operation, double weight) {
    return new Entry("storefront", operation, weight, Client.BROWSER);
  }

  static Entry app(String operation, double weight) {
    return new Entry("mobile-gateway", operation, weight, Client.APP);
  }

  static Entry partner(String operation, double weight) {
    return new Entry("partner-api", operation, weight, Client.PARTNER);
  }

  /** An operation whose steps are still to be said. */
  record Draft(String name, Protocol protocol, Latency own, double errors, String result) {
    Draft returns(String attribute) {
      return new Draft(name, protocol, own, errors, attribute);
    }

    Operation does(Step... steps) {
      return new Operation(name, protocol, own, errors, result, List.of(steps));
    }
  }

  static Draft web(String name, String path, Latency own) {
    return http(name, path, own);
  }

  static Draft http(String name, String path, Latency own) {
    int space = name.indexOf(' ');
    Protocol protocol =
        new Protocol.Http(name.substring(0, space), name.substring(space + 1), path);
    return new Draft(name, protocol, own, .0012, "");
  }

  static Draft grpc(String service, String name, Latency own) {
    String type = service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1);
    Protocol protocol = new Protocol.Grpc("shop." + service + ".v1." + type + "/" + name);
    return new Draft(name, protocol, own, .001, "");
  }

  static Draft consumer(String service, String topic, Latency own) {
    return new Draft(topic, new Protocol.Message(topic, service), own, .002, "");
  }

  static Draft job(String name, Latency own) {
    return new Draft(name, new Protocol.Job(), own, .004, "");
  }

  static Step call(String service, String operation) {
    return new Step.Call(service, operation, 1);
  }

  static Step retry(String service, String operation) {
    return new Step.Call(service, operation, 3);
  }

  static Step.Query sql(Store store, String operation, String table, String text, Latency latency) {
    return new Step.Query(store, operation, table, text, latency);
  }

  static Step.Query redis(Store store, String command, String text) {
    return new Step.Query(store, command, "", text, new Latency(.6, .45, .008, 1.4));
  }

  static Step index(Store store, String action, Latency latency) {
    return new Step.Query(
        store,
        action,
        "products",
        "{\"query\":{\"multi_match\":{\"query\":\"${word} ${word}\",\"fields\":[\"name^3\","
            + "\"description\"]}},\"size\":24}",
        latency);
  }

  static Step fetch(String host, String method, String path, Latency latency) {
    return new Step.Fetch(host, method, path, latency);
  }

  /** A cache whose misses are still to be said. */
  record Cache(Store store, String key, double hitRatio) {
    Step of(Step onMiss) {
      return new Step.Cached(
          redis(store, "GET", "GET " + key),
          redis(store, "SET", "SET " + key + " ? EX 300"),
          hitRatio,
          List.of(onMiss));
    }
  }

  static Cache cache(Store store, String key, double hitRatio) {
    return new Cache(store, key, hitRatio);
  }

  static Step fanOut(int least, int most, Step each) {
    return new Step.FanOut(least, most, each);
  }

  static Step together(Step... steps) {
    return new Step.Together(List.of(steps));
  }

  static Step lenient(Step... steps) {
    return new Step.Lenient(List.of(steps));
  }

  static Step sometimes(double probability, Step step) {
    return new Step.Maybe("", probability, List.of(step));
  }

  static Step rarely(String path, double probability, Step step) {
    return new Step.Maybe(path, probability, List.of(step));
  }

  static Step publish(String topic, Step.Consumer... consumers) {
    return new Step.Publish(topic, List.of(consumers));
  }

  static Step.Consumer to(String service, String topic) {
    return new Step.Consumer(service, topic);
  }

  static Step work(String name, Latency latency) {
    return new Step.Work(name, latency);
  }
}
