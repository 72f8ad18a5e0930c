package mop.stack.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import mop.stack.metrics.ingest.WriteMessages;
import mop.stack.server.CrashLedger.Item;
import org.xerial.snappy.Snappy;

/** Sends one kind of data, one request after the other, as long as the stack answers. */
final class CrashLoad implements Runnable {
  static final String TRACES = "traces";
  static final String SAMPLES = "crash_";
  static final String LOGS = "logs";

  /** What is sent, and to which log it goes. */
  enum Kind {
    TRACES("traces"),
    OTLP_METRICS("metrics/wal"),
    REMOTE_WRITE("metrics/wal"),
    LOKI_PUSH("logs/wal"),
    OTLP_LOGS("logs/wal");

    final String wal;

    Kind(String wal) {
      this.wal = wal;
    }
  }

  private final Kind kind;
  private final CrashProcess stack;
  private final CrashLedger ledger;
  private final Random random;
  private final Runnable onAcknowledged;
  private final AtomicBoolean ended;
  private final HttpClient http;
  private long lastMillis;
  private int number;

  /** A request before it is sent. */
  private record Outgoing(HttpRequest request, List<Item> items) {}

  CrashLoad(
      Kind kind,
      CrashProcess stack,
      CrashLedger ledger,
      Random random,
      HttpClient http,
      AtomicBoolean ended,
      Runnable onAcknowledged) {
    this.kind = kind;
    this.stack = stack;
    this.ledger = ledger;
    this.random = random;
    this.http = http;
    this.ended = ended;
    this.onAcknowledged = onAcknowledged;
  }

  @Override
  public void run() {
    while (!ended.get()) {
      try {
        Outgoing next = next();
        ledger.sent(next.items);
        HttpResponse<String> answer =
            http.send(next.request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() / 100 == 2 && !answer.body().contains("partialSuccess")) {
          ledger.acknowledged(next.items);
          onAcknowledged.run();
        } else {
          ledger.refused(kind + ": " + answer.statusCode() + " " + answer.body());
        }
      } catch (IOException e) {
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Milliseconds of the clock, but rising with each request. */
  private long millis() {
    lastMillis = Math.max(System.currentTimeMillis(), lastMillis + 1);
    return lastMillis;
  }

  private Outgoing next() throws IOException {
    long now = millis();
    number++;
    return switch (kind) {
      case TRACES -> traces(now);
      case OTLP_METRICS -> otlpMetrics(now);
      case REMOTE_WRITE -> remoteWrite(now);
      case LOKI_PUSH -> push(now);
      case OTLP_LOGS -> otlpLogs(now);
    };
  }

  private HttpRequest.Builder json(Endpoint endpoint, String path, String body) {
    return to(endpoint, path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder to(Endpoint endpoint, String path) {
    URI base = stack.address(endpoint);
    return HttpRequest.newBuilder(base.resolve(path));
  }

  private static String resource(String signal) {
    return "{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":"
        + "{\"stringValue\":\"crash\"}}]},\"scope"
        + signal
        + "\":[{";
  }

  /** A few traces; some come in two pieces that follow each other. */
  private Outgoing traces(long now) {
    List<Item> items = new ArrayList<>();
    List<String> spans = new ArrayList<>();
    int traces = 1 + random.nextInt(3);
    for (int t = 0; t < traces; t++) {
      String id = String.format(Locale.ROOT, "%016x%016x", random.nextLong() | 1L << 63, now);
      int count = 1 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        spans.add(
            String.format(
                Locale.ROOT,
                "{\"traceId\":\"%s\",\"spanId\":\"%016x\",\"name\":\"op\",\"kind\":2,"
                    + "\"startTimeUnixNano\":\"%d000000\",\"endTimeUnixNano\":\"%d000000\"}",
                id,
                random.nextLong() | 1,
                now,
                now + 1));
      }
      items.add(new Item(TRACES, id, count));
    }
    String body =
        "{\"resourceSpans\":["
            + resource("Spans")
            + "\"spans\":["
            + String.join(",", spans)
            + "]}]}]}";
    return new Outgoing(json(Endpoint.OTLP_HTTP, "/v1/traces", body).build(), items);
  }

  private Outgoing otlpMetrics(long now) {
    List<Item> items = new ArrayList<>();
    List<String> points = new ArrayList<>();
    for (int w = 0; w < 3; w++) {
      int value = random.nextInt(1_000_000);
      points.add(
          ("{\"asInt\":%d,\"timeUnixNano\":\"%d000000\",\"attributes\":[{\"key\":\"w\",\"value\":"
                  + "{\"stringValue\":\"%d\"}}]}")
              .formatted(value, now, w));
      items.add(new Item(SAMPLES + "otlp/" + w, now + "=" + value, 1));
    }
    String body =
        "{\"resourceMetrics\":["
            + resource("Metrics")
            + "\"metrics\":[{\"name\":\"crash_otlp\",\"gauge\":{\"dataPoints\":["
            + String.join(",", points)
            + "]}}]}]}]}";
    return new Outgoing(json(Endpoint.OTLP_HTTP, "/v1/metrics", body).build(), items);
  }

  private Outgoing remoteWrite(long now) throws IOException {
    List<Item> items = new ArrayList<>();
    WriteMessages message = new WriteMessages();
    for (int w = 0; w < 3; w++) {
      int value = random.nextInt(1_000_000);
      message.series(
          List.of("__name__", "crash_write", "w", Integer.toString(w)), s -> s.sample(now, value));
      items.add(new Item(SAMPLES + "write/" + w, now + "=" + value, 1));
    }
    HttpRequest request =
        to(Endpoint.PROMETHEUS, "/api/v1/write")
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "snappy")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .POST(BodyPublishers.ofByteArray(Snappy.compress(message.bytes())))
            .build();
    return new Outgoing(request, items);
  }

  private String line() {
    return kind + " " + Long.toHexString(random.nextLong()) + " " + number;
  }

  private Outgoing push(long now) {
    List<Item> items = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String line = line();
      values.add("[\"" + now + String.format(Locale.ROOT, "%06d", i) + "\",\"" + line + "\"]");
      items.add(new Item(LOGS, line, 1));
    }
    String body =
        "{\"streams\":[{\"stream\":{\"app\":\"crash\",\"n\":\"%d\"},\"values\":[%s]}]}"
            .formatted(number % 3, String.join(",", values));
    return new Outgoing(json(Endpoint.LOKI, "/loki/api/v1/push", body).build(), items);
  }

  private Outgoing otlpLogs(long now) {
    String line = line();
    String body =
        "{\"resourceLogs\":["
            + resource("Logs")
            + "\"logRecords\":[{\"timeUnixNano\":\""
            + now
            + "000000\",\"body\":{\"stringValue\":\""
            + line
            + "\"}}]}]}]}";
    return new Outgoing(
        json(Endpoint.OTLP_HTTP, "/v1/logs", body).build(), List.of(new Item(LOGS, line, 1)));
  }
}
