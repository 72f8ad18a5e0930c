package mop.simulator.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mop.simulator.graph.Client;
import mop.simulator.graph.Entry;
import mop.simulator.graph.Operation;
import mop.simulator.graph.Service;
import mop.simulator.graph.Step;
import mop.simulator.graph.Topology;

/** Turns a {@link Topology} into what runs: names looked up, spans encoded, pods numbered. */
final class Compiler {
  private final Topology topology;
  private final Map<String, Integer> serviceIndex = new HashMap<>();
  private final int[] firstPod;
  private final Map<String, Client> entryClients = new HashMap<>();
  private final Map<String, Node> done = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Compiled.Dependency> dependencies = new ArrayList<>();
  private final List<Compiled.Path> paths = new ArrayList<>();

  /** Places that call an operation, by its index. */
  private final Map<Integer, Integer> calls = new HashMap<>();

  private Compiler(Topology topology) {
    this.topology = topology;
    firstPod = new int[topology.services().size() + 1];
    for (int i = 0; i < topology.services().size(); i++) {
      Service service = topology.services().get(i);
      serviceIndex.put(service.name(), i);
      firstPod[i + 1] = firstPod[i] + service.pods();
    }
    for (Entry entry : topology.entries()) {
      entryClients.put(key(entry.service(), entry.operation()), entry.client());
    }
  }

  /**
   * @throws IllegalArgumentException if a step names what does not exist, or operations call each
   *     other in a circle
   */
  static Compiled compile(Topology topology) {
    return new Compiler(topology).compile();
  }

  private Compiled compile() {
    for (Service service : topology.services()) {
      for (Operation operation : service.operations()) {
        node(service.name(), operation.name());
      }
    }
    checkPaths();
    double weights = topology.entries().stream().mapToDouble(Entry::weight).sum();
    List<Compiled.EntryPoint> entries =
        topology.entries().stream()
            .map(e ->
                new Compiled.EntryPoint(node(e.service(), e.operation()), e.weight() / weights))
            .toList();
    List<Compiled.Pod> pods = new ArrayList<>();
    List<Compiled.Probe> probes = new ArrayList<>();
    for (Service service : topology.services()) {
      Probing probing = new Probing(service);
      Node alive = build(service, probing.alive(), Optional.of(Client.PROBE));
      Node ready = build(service, probing.ready(), Optional.of(Client.PROBE));
      for (int i = 0; i < service.pods(); i++) {
        probes.add(new Compiled.Probe(pods.size(), alive, ready));
        pods.add(PodHeaders.pod(service, index(service), pods.size()));
      }
    }
    return new Compiled(
        topology.services().stream().map(Service::name).toList(),
        List.copyOf(nodes),
        entries,
        List.copyOf(probes),
        List.copyOf(dependencies),
        List.copyOf(paths),
        List.copyOf(pods));
  }

  /** A fault on a path must not touch calls that do not take it. */
  private void checkPaths() {
    for (Compiled.Path path : paths) {
      if (calls.getOrDefault(path.target().index(), 0) > 1) {
        throw new IllegalArgumentException(
            path.target().name() + " is called elsewhere than on the path " + path.name());
      }
    }
  }

  private static String key(String service, String operation) {
    return service + "/" + operation;
  }

  private Service service(String name) {
    Integer index = serviceIndex.get(name);
    if (index == null) {
      throw new IllegalArgumentException("no service " + name);
    }
    return topology.services().get(index);
  }

  private int index(Service service) {
    return topology.services().indexOf(service);
  }

  private static Operation operation(Service service, String name) {
    return service.operations().stream()
        .filter(o -> o.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no operation " + key(service.name(), name)));
  }

  private Node node(String serviceName, String operationName) {
    String key = key(serviceName, operationName);
    Node known = done.get(key);
    if (known != null) {
      return known;
    }
    if (!underWay.add(key)) {
      throw new IllegalArgumentException(key + " calls itself in a circle");
    }
    Service service = service(serviceName);
    Optional<Client> from = Optional.ofNullable(entryClients.get(key));
    Node made = build(service, operation(service, operationName), from);
    done.put(key, made);
    return made;
  }

  private Node build(Service service, Operation operation, Optional<Client> from) {
    List<Action> actions = actions(service, operation.steps());
    int owner = index(service);
    Node node =
        new Node(
            nodes.size(),
            operation.name(),
            owner,
            firstPod[owner],
            service.pods(),
            Conventions.operation(service, operation, from),
            new Law(operation.own()),
            operation.errorRate(),
            !operation.resultAttribute().isEmpty(),
            actions);
    nodes.add(node);
    return node;
  }

  private List<Action> actions(Service service, List<Step> steps) {
    return steps.stream().map(step -> action(service, step)).toList();
  }

  private Action action(Service in, Step step) {
    return switch (step) {
      case Step.Call call -> {
        Service callee = service(call.service());
        if (entryClients.containsKey(key(call.service(), call.operation()))) {
          throw new IllegalArgumentException(
              key(call.service(), call.operation()) + " is an entry and cannot be called");
        }
        Node target = node(call.service(), call.operation());
        calls.merge(target.index(), 1, Integer::sum);
        yield new Action.Call(
            target,
            Conventions.call(in, callee, operation(callee, call.operation())),
            call.attempts());
      }
      case Step.Query query -> query(in, query);
      case Step.Fetch fetch ->
          new Action.Ask(
              Conventions.fetch(in, fetch), new Law(fetch.latency()), dependency(in, fetch.host()));
      case Step.Cached cached ->
          new Action.Cached(
              query(in, cached.get()),
              query(in, cached.put()),
              cached.hitRatio(),
              actions(in, cached.onMiss()));
      case Step.FanOut fan -> new Action.FanOut(fan.least(), fan.most(), action(in, fan.each()));
      case Step.Together together -> new Action.Together(actions(in, together.steps()));
      case Step.Lenient lenient -> new Action.Lenient(actions(in, lenient.steps()));
      case Step.Maybe maybe -> maybe(in, maybe);
      case Step.Publish publish ->
          new Action.Publish(
              new Action.Ask(
                  Conventions.publish(in, publish.topic()),
                  new Law(Probing.BROKER_LATENCY),
                  dependency(in, "kafka")),
              publish.consumers().stream().map(c -> node(c.service(), c.operation())).toList());
      case Step.Work work -> new Action.Work(Conventions.work(in, work), new Law(work.latency()));
    };
  }

  private Action.Ask query(Service in, Step.Query query) {
    return new Action.Ask(
        Conventions.query(in, query),
        new Law(query.latency()),
        dependency(in, query.store().name()));
  }

  private Action.Maybe maybe(Service in, Step.Maybe maybe) {
    List<Action> actions = actions(in, maybe.steps());
    if (maybe.path().isEmpty()) {
      return new Action.Maybe(Exposure.NOTHING, maybe.probability(), actions);
    }
    if (!(actions.getFirst() instanceof Action.Call call)) {
      throw new IllegalArgumentException("path " + maybe.path() + " does not begin with a call");
    }
    int path = paths.size();
    paths.add(new Compiled.Path(path, maybe.path(), call.callee()));
    return new Action.Maybe(path, maybe.probability(), actions);
  }

  private int dependency(Service service, String name) {
    Compiled.Dependency dependency = new Compiled.Dependency(index(service), name);
    int known = dependencies.indexOf(dependency);
    if (known >= 0) {
      return known;
    }
    dependencies.add(dependency);
    return dependencies.size() - 1;
  }
}
