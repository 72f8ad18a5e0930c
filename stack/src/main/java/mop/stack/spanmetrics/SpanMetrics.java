package mop.stack.spanmetrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import mop.stack.labels.Labels;
import mop.stack.otlp.SpanAttributes;
import mop.stack.otlp.SpanName;
import mop.stack.otlp.SpanStatus;

/** How many spans there are, how long they take and how large they are. */
final class SpanMetrics {
  private static final String[] KINDS = {
    "SPAN_KIND_UNSPECIFIED",
    "SPAN_KIND_INTERNAL",
    "SPAN_KIND_SERVER",
    "SPAN_KIND_CLIENT",
    "SPAN_KIND_PRODUCER",
    "SPAN_KIND_CONSUMER"
  };
  private static final String[] STATUSES = {
    "STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR"
  };
  private static final int INTRINSIC = 4;

  /** Bytes of a status that says nothing: its tag and its length. */
  private static final int EMPTY_STATUS = 2;

  /** Tempo's default for {@code max_label_value_length}; there in bytes. */
  private static final int MAX_VALUE_LENGTH = 2048;

  private static final Set<String> IN_JOB =
      Set.of("service.name", "service.namespace", "service.instance.id");
  private static final Set<String> TAKEN_IN_INFO =
      Set.of(
          "service", "span_name", "span_kind", "status_code", "status_message", "job", "instance");

  private final List<String> dimensions;
  private final byte[][] dimensionKeys;
  private final boolean targetInfo;
  private final Counter calls;
  private final Counter size;
  private final Histogram latency;
  private final TargetInfo info;
  private final SpanName name = new SpanName();
  private final SpanStatus status = new SpanStatus();
  private final SpanAttributes attributes = new SpanAttributes();

  SpanMetrics(GeneratorSettings settings, SeriesLimit limit) {
    dimensions = settings.dimensions();
    dimensionKeys = dimensions.stream().map(SpanAttributes::key).toArray(byte[][]::new);
    targetInfo = settings.targetInfo();
    String[] names = names(settings);
    Labels external = settings.externalLabels();
    latency =
        new Histogram("traces_spanmetrics_latency", names, settings.spanBuckets(), external, limit);
    calls = new Counter("traces_spanmetrics_calls_total", names, external, limit);
    size = new Counter("traces_spanmetrics_size_total", names, external, limit);
    info = new TargetInfo("traces_target_info", external, limit);
  }

  private static String[] names(GeneratorSettings settings) {
    List<String> names =
        new ArrayList<>(List.of("service", "span_name", "span_kind", "status_code"));
    settings.dimensions().forEach(d -> names.add(LabelNames.beside(LabelNames.INTRINSIC, d)));
    if (settings.targetInfo()) {
      names.addAll(List.of("job", "instance"));
    }
    return names.toArray(String[]::new);
  }

  List<Family<?>> families() {
    return List.of(latency, calls, size, info);
  }

  /**
   * @param weight how many spans it stands for; its size is not multiplied, as it is not in Tempo
   */
  void add(CurrentSpan span, Headers headers, double weight, long nowMillis) {
    LabelValues labels = labels(span, headers);
    calls.add(labels, weight, nowMillis);
    latency.observe(labels, span.seconds(), weight, span.traceIdHigh, span.traceIdLow, nowMillis);
    size.add(labels, bytes(span), nowMillis);
    if (targetInfo) {
      sayTarget(headers, nowMillis);
    }
  }

  /** Tempo measures what its receiver wrote anew, where each span has a status. */
  private int bytes(CurrentSpan span) {
    boolean set = span.status != 0 || status.isSet(span.buffer, span.offset, span.length);
    return span.length + (set ? 0 : EMPTY_STATUS);
  }

  private LabelValues labels(CurrentSpan span, Headers headers) {
    String[] values = new String[INTRINSIC + dimensions.size() + (targetInfo ? 2 : 0)];
    name.find(span.buffer, span.offset, span.length);
    values[0] = cut(headers.service());
    values[1] = cut(name.string());
    values[2] = word(KINDS, span.kind);
    values[3] = word(STATUSES, span.status);
    for (int i = 0; i < dimensionKeys.length; i++) {
      values[INTRINSIC + i] = cut(dimension(i, span, headers));
    }
    if (targetInfo) {
      values[values.length - 2] = cut(headers.job);
      values[values.length - 1] = cut(headers.instance());
    }
    return new LabelValues(values);
  }

  /** An enum value that no published version has is its number. */
  private static String word(String[] words, int value) {
    return value >= 0 && value < words.length ? words[value] : Integer.toString(value);
  }

  private String dimension(int i, CurrentSpan span, Headers headers) {
    String ofResource = headers.get(dimensions.get(i));
    if (ofResource != null) {
      return ofResource;
    }
    boolean found = attributes.findInSpan(span.buffer, span.offset, span.length, dimensionKeys[i]);
    return found ? attributes.text() : "";
  }

  static String cut(String value) {
    return value.length() <= MAX_VALUE_LENGTH ? value : value.substring(0, MAX_VALUE_LENGTH);
  }

  /** Says what a resource is, when it can be named and there is something to say. */
  private void sayTarget(Headers headers, long nowMillis) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    headers.attributes.forEach((key, value) -> {
      boolean usable = !key.isEmpty() && !(key.charAt(0) >= '0' && key.charAt(0) <= '9');
      if (usable && !value.isEmpty() && !IN_JOB.contains(key)) {
        names.add(LabelNames.beside(TAKEN_IN_INFO, key));
        values.add(cut(value));
      }
    });
    boolean named = !headers.job.isEmpty() || !headers.instance().isEmpty();
    if (!named || names.isEmpty()) {
      return;
    }
    names.addAll(Arrays.asList("job", "instance"));
    values.addAll(Arrays.asList(cut(headers.job), cut(headers.instance())));
    info.say(names.toArray(String[]::new), values.toArray(String[]::new), nowMillis);
  }
}
