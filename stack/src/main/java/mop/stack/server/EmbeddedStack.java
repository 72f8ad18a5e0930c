package mop.stack.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mop.stack.http.Binding;
import mop.stack.http.ByteBudget;
import mop.stack.http.HttpListener;
import mop.stack.http.Request;
import mop.stack.http.Response;
import mop.stack.http.Routes;
import mop.stack.otlp.Signal;
import mop.stack.receive.LokiPushHttp;
import mop.stack.receive.OtlpGrpc;
import mop.stack.receive.OtlpHttp;
import mop.stack.receive.Receipt;
import mop.stack.receive.ReceiveCounters;
import mop.stack.receive.ReceiveLimits;
import mop.stack.receive.RemoteWriteHttp;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole stack in this process: receivers, stores and query APIs over one folder. What is
 * acknowledged to a client is on the disk. Starting recovers what the folder holds, whether the
 * last stack on it was closed or killed.
 */
public final class EmbeddedStack implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStack.class);
  private static final int CONCURRENT_QUERIES = 2;
  private static final Duration QUERY_TIMEOUT = Duration.ofMinutes(2);

  /** What was started, to be stopped in the opposite order. */
  private final Deque<Closeable> started = new ArrayDeque<>();

  private final Map<Endpoint, InetSocketAddress> addresses = new EnumMap<>(Endpoint.class);
  private final ByteBudget budget = ByteBudget.ofHeap();
  private final ReceiveCounters received = new ReceiveCounters();
  private final List<String> recovery = new ArrayList<>();
  private final InstantSource clock;
  private final ObjectStore objects;
  private final TraceService traces;
  private final MetricService metrics;
  private final LogService logs;
  private final Background background = new Background();

  private EmbeddedStack(
      Path folder, Map<Endpoint, Binding> bindings, StackSettings settings, InstantSource clock)
      throws IOException {
    this.clock = clock;
    try {
      started.push(FolderLock.take(folder));
      this.objects = new FileObjectStore(folder.resolve("objects"));
      this.traces = push(new TraceService(objects, folder.resolve("traces"), settings, clock));
      this.metrics =
          push(
              new MetricService(
                  folder.resolve("metrics"), settings.metrics(), CONCURRENT_QUERIES, clock));
      this.logs = push(new LogService(objects, folder.resolve("logs"), settings.logs(), clock));
      recovery.addAll(traces.recovery());
      recovery.addAll(metrics.recovery());
      recovery.addAll(logs.recovery());
      push(background);
      listen(bindings);
      background
          .every(settings.cutPeriod(), "cutting of trace blocks", traces::tick)
          .every(settings.compactionPeriod(), "compaction of traces", traces::maintain)
          .every(settings.metricsPeriod(), "maintenance of metrics", metrics::tick)
          .every(settings.logsPeriod(), "maintenance of logs", logs::tick);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private <T extends Closeable> T push(T part) {
    started.push(part);
    return part;
  }

  /**
   * Starts a stack.
   *
   * @param folder of this stack alone; made when missing
   * @param bindings where to listen; an endpoint without one is left out
   * @throws StackInUse when another stack has the folder
   * @throws java.net.BindException when a port is taken; the message names the address
   * @throws mop.analysis.input.InvalidInput when the folder's content cannot be understood
   */
  public static EmbeddedStack start(
      Path folder, Map<Endpoint, Binding> bindings, InstantSource clock) throws IOException {
    return start(folder, bindings, StackSettings.DEFAULT, clock);
  }

  /** As {@link #start(Path, Map, InstantSource)}, with settings other than the defaults. */
  static EmbeddedStack start(
      Path folder, Map<Endpoint, Binding> bindings, StackSettings settings, InstantSource clock)
      throws IOException {
    return new EmbeddedStack(folder, bindings, settings, clock);
  }

  private void listen(Map<Endpoint, Binding> bindings) throws IOException {
    QuerySlots slots = new QuerySlots(CONCURRENT_QUERIES, QUERY_TIMEOUT, clock);
    ReceiveLimits limits = ReceiveLimits.DEFAULT;
    OtlpHttp otlp = new OtlpHttp(this::receive, limits, received);
    for (Map.Entry<Endpoint, Binding> e : new TreeMap<>(bindings).entrySet()) {
      switch (e.getKey()) {
        case OTLP_GRPC -> {
          OtlpGrpc grpc =
              push(OtlpGrpc.start(e.getValue(), this::receive, limits, received, budget));
          addresses.put(e.getKey(), grpc.address());
        }
        case OTLP_HTTP -> http(e.getKey(), e.getValue(), otlp.routes());
        case PROMETHEUS -> {
          Routes routes =
              new PrometheusApi(metrics.engine(), metrics.store(), slots, clock)
                  .addTo(new Routes())
                  .post("/api/v1/write", new RemoteWriteHttp(metrics.ingest(), limits))
                  .post("/api/v1/otlp/v1/metrics", r -> otlp.export(Signal.METRICS, r));
          new PromMetadata(metrics.store()).addTo(routes);
          http(e.getKey(), e.getValue(), routes);
        }
        case LOKI -> {
          Routes routes =
              new LokiApi(logs.store(), slots, clock)
                  .addTo(new Routes())
                  .post("/loki/api/v1/push", new LokiPushHttp(logs.ingest(), limits))
                  .post("/otlp/v1/logs", r -> otlp.export(Signal.LOGS, r));
          http(e.getKey(), e.getValue(), routes);
        }
        case TEMPO -> {
          Routes routes = new TempoApi(traces.finder()).addTo(new Routes());
          new TempoSearch(traces.stored(), slots, clock).addTo(routes);
          http(e.getKey(), e.getValue(), routes);
        }
      }
    }
  }

  private void http(Endpoint endpoint, Binding binding, Routes routes) throws IOException {
    routes.get("/metrics", this::ownMetrics);
    addresses.put(endpoint, push(HttpListener.start(binding, routes, budget)).address());
  }

  private Receipt receive(Signal signal, byte[] request, int offset, int length) {
    return switch (signal) {
      case TRACES -> traces.ingest().receive(request, offset, length);
      case METRICS -> metrics.ingest().receive(request, offset, length);
      case LOGS -> logs.ingest().receive(request, offset, length);
      case PROFILES -> new Receipt.Invalid("profiles are not stored here");
    };
  }

  /** Where each endpoint listens. */
  public Map<Endpoint, InetSocketAddress> addresses() {
    return Map.copyOf(addresses);
  }

  /** What recovery had to repair or set aside, one line each. */
  public List<String> recovery() {
    return List.copyOf(recovery);
  }

  private Response ownMetrics(Request request) throws IOException {
    MetricsText text = new MetricsText();
    StackMetrics.receivers(text, received, budget);
    StackMetrics.objects(text, objects.usage());
    StackMetrics.process(text, background.failures());
    traces.describe(text);
    metrics.describe(text);
    logs.describe(text);
    return text.response();
  }

  /** Stops listening, waits for what has arrived, and closes the stores. */
  @Override
  public void close() throws IOException {
    IOException first = null;
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (IOException e) {
        LOG.error("part of the stack did not close: {}", e.getMessage(), e);
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
