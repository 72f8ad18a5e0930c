package mop.simulator.signals;

import java.util.Locale;
import mop.simulator.wire.Otlp;
import mop.stack.otlp.Origin;
import mop.stack.otlp.ProtoWriter;
import mop.stack.otlp.SpanBatch;

/**
 * Encodes the log lines of a pod as an {@code ExportLogsServiceRequest}; field numbers are those of
 * {@code logs.proto}, version 1. A line's form is its language's: JSON, logfmt or plain text.
 */
final class LogRequest {
  static final long SLOW_NANOS = 1_000_000_000L;

  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int PRODUCER = 4;
  private static final int CONSUMER = 5;
  private static final int ERROR_STATUS = 2;
  private static final int ATTRIBUTES = 6;
  private static final int SAMPLED = 1;

  /** Attributes that stand beside a line. */
  private static final int[] BESIDE = {
    SpanFields.place("http.request.method"),
    SpanFields.place("http.route"),
    SpanFields.place("http.response.status_code"),
    SpanFields.place("rpc.method"),
    SpanFields.place("rpc.response.status_code"),
    SpanFields.place("messaging.destination.name"),
    SpanFields.place("db.system.name"),
    SpanFields.place("server.address"),
    SpanFields.place("user.id"),
    SpanFields.place("error.type"),
    SpanFields.place("exception.type"),
    SpanFields.place("exception.message"),
    SpanFields.place("exception.stacktrace")
  };

  private static final int HTTP_STATUS = SpanFields.place("http.response.status_code");
  private static final int RPC_STATUS = SpanFields.place("rpc.response.status_code");
  private static final int EXCEPTION = SpanFields.place("exception.message");
  private static final int ERROR_TYPE = SpanFields.place("error.type");
  private static final String[] DETAILS = {
    "request accepted", "input validated", "context loaded", "rules applied", "response encoded"
  };

  /** Severities with their numbers. */
  private enum Severity {
    DEBUG(5),
    INFO(9),
    WARN(13),
    ERROR(17);

    private final int number;

    Severity(int number) {
      this.number = number;
    }
  }

  private final ProtoWriter out;
  private final double linesPerRequest;
  private final StringBuilder text = new StringBuilder();
  private int resourceLogs;
  private int scopeLogs;
  private String language = "";
  private boolean open;

  LogRequest(ProtoWriter out, double linesPerRequest) {
    this.out = out;
    this.linesPerRequest = linesPerRequest;
  }

  /** Begins a request. */
  void begin() {
    out.reset();
    open = false;
  }

  /** Whether there is a line; ends the request. */
  boolean end() {
    if (open) {
      out.string(3, Otlp.SCHEMA_URL);
      out.close(scopeLogs);
      out.string(3, Otlp.SCHEMA_URL);
      out.close(resourceLogs);
    }
    return open;
  }

  /** Logs what a span has to say; all spans of a request are of one pod. */
  void add(Pod pod, SpanBatch batch, int i, SpanFields span) {
    int kind = batch.kind(i);
    boolean failed = batch.status(i) == ERROR_STATUS;
    if (kind == SERVER || kind == CONSUMER) {
      served(pod, batch, i, span, failed);
    } else if (failed && (kind == CLIENT || kind == PRODUCER)) {
      String why = span.has(EXCEPTION) ? span.text(EXCEPTION) : span.text(ERROR_TYPE);
      line(pod, batch, i, span, Severity.WARN, "call failed: " + span.name() + ": " + why);
    }
  }

  private void served(Pod pod, SpanBatch batch, int i, SpanFields span, boolean failed) {
    boolean slow = batch.endNanos(i) - batch.startNanos(i) >= SLOW_NANOS;
    if (failed) {
      String why = span.has(EXCEPTION) ? span.text(EXCEPTION) : span.text(ERROR_TYPE);
      line(pod, batch, i, span, Severity.ERROR, "request failed: " + span.name() + ": " + why);
      return;
    }
    int lines = lines(batch.spanId(i));
    for (int n = lines - 1; n >= 1; n--) {
      line(pod, batch, i, span, Severity.DEBUG, DETAILS[n % DETAILS.length]);
    }
    if (slow) {
      line(pod, batch, i, span, Severity.WARN, "slow request: " + span.name());
    } else if (lines > 0) {
      line(pod, batch, i, span, Severity.INFO, "request served: " + span.name());
    }
  }

  /** Whole lines, and one more for the share of requests that the fraction asks for. */
  private int lines(long spanId) {
    int whole = (int) linesPerRequest;
    double luck = ((spanId * 0x9E3779B97F4A7C15L) >>> 11) * 0x1p-53;
    return luck < linesPerRequest - whole ? whole + 1 : whole;
  }

  private void line(
      Pod pod, SpanBatch batch, int i, SpanFields span, Severity severity, String message) {
    if (!open) {
      head(pod, batch.origin(i));
    }
    long at = batch.endNanos(i);
    int line = out.open(2);
    out.fixed64(1, at);
    out.varint(2, severity.number);
    out.string(3, severity.name());
    int body = out.open(5);
    out.string(1, body(severity, message, batch, i, span));
    out.close(body);
    for (int place : BESIDE) {
      if (span.has(place)) {
        out.bytes(ATTRIBUTES, span.buffer, span.offset[place], span.length[place]);
      }
    }
    out.fixed32(8, SAMPLED);
    out.traceId(9, batch.traceIdHigh(i), batch.traceIdLow(i));
    out.spanId(10, batch.spanId(i));
    out.fixed64(11, at);
    out.close(line);
  }

  private void head(Pod pod, Origin origin) {
    open = true;
    language = pod.language;
    resourceLogs = out.open(1);
    out.bytes(1, origin.resource());
    scopeLogs = out.open(2);
    int scope = out.open(1);
    out.string(1, "shop.access");
    out.close(scope);
  }

  private String body(Severity severity, String message, SpanBatch batch, int i, SpanFields span) {
    String status = span.has(HTTP_STATUS) ? span.text(HTTP_STATUS) : span.text(RPC_STATUS);
    long micros = (batch.endNanos(i) - batch.startNanos(i)) / 1000;
    text.setLength(0);
    switch (language) {
      case "nodejs" -> {
        text.append("{\"level\":\"").append(severity.name().toLowerCase(Locale.ROOT));
        text.append("\",\"msg\":\"").append(message.replace("\"", "\\\"")).append('"');
        text.append(status.isEmpty() ? "" : ",\"status\":\"" + status + '"');
        millis(",\"duration_ms\":", micros).append('}');
      }
      case "go" -> {
        text.append("level=").append(severity.name().toLowerCase(Locale.ROOT));
        text.append(" msg=\"").append(message.replace("\"", "\\\"")).append('"');
        text.append(status.isEmpty() ? "" : " status=" + status);
        millis(" duration_ms=", micros);
      }
      default -> {
        text.append(message).append(status.isEmpty() ? "" : " -> " + status);
        millis(" in ", micros).append(" ms");
      }
    }
    return text.toString();
  }

  private StringBuilder millis(String before, long micros) {
    text.append(before).append(micros / 1000).append('.');
    long rest = micros % 1000;
    return text.append(rest < 100 ? "0" : "").append(rest < 10 ? "0" : "").append(rest);
  }
}
