package mop.stack.logs.ingest;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mop.stack.labels.Labels;
import mop.stack.logs.LogEntry;
import mop.stack.logs.Rejection;
import mop.stack.logs.StreamEntries;
import mop.stack.otlp.InvalidOtlp;

/**
 * Makes streams of an OTLP request of logs, as Loki's {@code /otlp/v1/logs} does: some attributes
 * of the resource become the stream's labels, all else becomes structured metadata.
 */
public final class OtlpLogs {
  /** Loki's {@code default_resource_attributes_as_index_labels}. */
  private static final Set<String> LABELS =
      Set.of(
          "service.name",
          "service.namespace",
          "service.instance.id",
          "deployment.environment",
          "deployment.environment.name",
          "cloud.region",
          "cloud.availability_zone",
          "k8s.cluster.name",
          "k8s.namespace.name",
          "k8s.pod.name",
          "k8s.container.name",
          "container.name",
          "k8s.replicaset.name",
          "k8s.deployment.name",
          "k8s.statefulset.name",
          "k8s.daemonset.name",
          "k8s.cronjob.name",
          "k8s.job.name");

  private final long now;
  private final Map<Labels, List<LogEntry>> streams = new LinkedHashMap<>();
  private final List<Rejection> rejections = new ArrayList<>();

  private OtlpLogs(long now) {
    this.now = now;
  }

  /**
   * The streams of a serialized {@code ExportLogsServiceRequest}.
   *
   * @param nowNanos time of records that have none
   * @throws InvalidOtlp when the bytes are no such message
   */
  public static DecodedLogs decode(byte[] request, long nowNanos) throws InvalidOtlp {
    OtlpLogs logs = new OtlpLogs(nowNanos);
    Message in = Message.of(request);
    while (in.next()) {
      if (in.isBytes(1)) {
        logs.resourceLogs(in.bytes());
      } else {
        in.skip();
      }
    }
    List<StreamEntries> all = new ArrayList<>();
    logs.streams.forEach((labels, entries) -> all.add(new StreamEntries(labels, entries)));
    return new DecodedLogs(all, logs.rejections);
  }

  /** Labels and structured metadata that a record shares with others. */
  private static final class Shared {
    final Labels.Builder labels = Labels.builder();
    final Labels.Builder metadata = Labels.builder();
    Optional<String> problem = Optional.empty();
  }

  private void resourceLogs(byte[] bytes) throws InvalidOtlp {
    Shared resource = new Shared();
    for (Message in = Message.of(bytes); in.next(); ) {
      if (in.isBytes(1)) {
        resource(in.message(), resource);
      } else {
        in.skip();
      }
    }
    Labels labels = LabelNames.withService(resource.labels.build());
    for (Message in = Message.of(bytes); in.next(); ) {
      if (in.isBytes(2)) {
        scopeLogs(in.bytes(), resource, labels);
      } else {
        in.skip();
      }
    }
  }

  private static void resource(Message in, Shared into) throws InvalidOtlp {
    while (in.next()) {
      if (in.isBytes(1)) {
        AnyValues.readPair(
            in.message(),
            (key, value) -> {
              Labels.Builder to = LABELS.contains(key) ? into.labels : into.metadata;
              attribute("", key, value, to, into);
            });
      } else {
        in.skip();
      }
    }
  }

  /** An attribute under its name as a label; those of a map one by one, behind the map's name. */
  private static void attribute(
      String prefix, String key, Object value, Labels.Builder to, Shared shared) {
    Optional<String> name = LabelNames.label(prefix.isEmpty() ? key : prefix + '_' + key);
    if (name.isEmpty()) {
      shared.problem = Optional.of("the attribute \"" + key + "\" gives no name for a label");
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((k, v) -> attribute(name.get(), (String) k, v, to, shared));
    } else {
      to.set(name.get(), AnyValues.text(value));
    }
  }

  private void scopeLogs(byte[] bytes, Shared resource, Labels labels) throws InvalidOtlp {
    Shared scope = new Shared();
    scope.problem = resource.problem;
    resource.metadata.build().forEach(scope.metadata::set);
    for (Message in = Message.of(bytes); in.next(); ) {
      if (in.isBytes(1)) {
        scope(in.message(), scope);
      } else {
        in.skip();
      }
    }
    Labels shared = scope.metadata.build();
    for (Message in = Message.of(bytes); in.next(); ) {
      if (in.isBytes(2)) {
        record(in.message(), scope.problem, shared, labels);
      } else {
        in.skip();
      }
    }
  }

  private static void scope(Message in, Shared into) throws InvalidOtlp {
    while (in.next()) {
      if (in.isBytes(1)) {
        into.metadata.set("scope_name", in.text());
      } else if (in.isBytes(2)) {
        into.metadata.set("scope_version", in.text());
      } else if (in.isBytes(3)) {
        AnyValues.readPair(
            in.message(), (key, value) -> attribute("", key, value, into.metadata, into));
      } else if (in.isVarint(4)) {
        into.metadata.set("scope_dropped_attributes_count", count(in.varint()));
      } else {
        in.skip();
      }
    }
  }

  /** A number as text; empty, which sets no label, where it is zero. */
  private static String count(long n) {
    return n == 0 ? "" : Long.toString(n);
  }

  private void record(Message in, Optional<String> problem, Labels shared, Labels labels)
      throws InvalidOtlp {
    Shared record = new Shared();
    record.problem = problem;
    shared.forEach(record.metadata::set);
    RecordFields fields = new RecordFields();
    while (in.next()) {
      if (in.isBytes(6)) {
        AnyValues.readPair(
            in.message(), (key, value) -> attribute("", key, value, record.metadata, record));
      } else {
        fields.read(in);
      }
    }
    if (record.problem.isPresent()) {
      rejections.add(new Rejection(Rejection.Reason.INVALID_LABELS, 1, record.problem.get()));
      return;
    }
    Labels metadata = fields.into(record.metadata).build();
    streams
        .computeIfAbsent(labels, l -> new ArrayList<>())
        .add(new LogEntry(fields.time(now), fields.line, metadata));
  }

  /** The fields of a record other than its attributes. */
  private static final class RecordFields {
    private long time;
    private long observed;
    private long severity;
    private String severityText = "";
    private String line = "";
    private long dropped;
    private long flags;
    private byte[] traceId = {};
    private byte[] spanId = {};
    private String event = "";

    void read(Message in) throws InvalidOtlp {
      if (in.isFixed64(1)) {
        time = in.fixed64();
      } else if (in.isVarint(2)) {
        severity = in.varint();
      } else if (in.isBytes(3)) {
        severityText = in.text();
      } else if (in.isBytes(5)) {
        line = AnyValues.text(AnyValues.read(in.message()));
      } else if (in.isVarint(7)) {
        dropped = in.varint();
      } else if (in.isFixed32(8)) {
        flags = in.fixed32();
      } else if (in.isBytes(9)) {
        traceId = in.bytes();
      } else if (in.isBytes(10)) {
        spanId = in.bytes();
      } else if (in.isFixed64(11)) {
        observed = in.fixed64();
      } else if (in.isBytes(12)) {
        event = in.text();
      } else {
        in.skip();
      }
    }

    long time(long now) {
      return time != 0 ? time : observed != 0 ? observed : now;
    }

    Labels.Builder into(Labels.Builder metadata) {
      if (time != 0) {
        set("observed_timestamp", count(observed), metadata);
      }
      set("severity_number", count(severity), metadata);
      set("severity_text", severityText, metadata);
      set("dropped_attributes_count", count(dropped), metadata);
      set("flags", count(flags), metadata);
      set("trace_id", hex(traceId), metadata);
      set("span_id", hex(spanId), metadata);
      set("event_name", event, metadata);
      return metadata;
    }

    /** An attribute of that name stays where the record's own field is not set. */
    private static void set(String name, String value, Labels.Builder metadata) {
      if (!value.isEmpty()) {
        metadata.set(name, value);
      }
    }

    /** An id in hexadecimal; empty where all its bytes are zero. */
    private static String hex(byte[] id) {
      for (byte b : id) {
        if (b != 0) {
          return HexFormat.of().formatHex(id);
        }
      }
      return "";
    }
  }
}
