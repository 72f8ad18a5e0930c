package mop.stack.logs.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.analysis.input.InvalidInput;
import mop.stack.labels.Labels;
import mop.stack.logs.LogEntry;
import mop.stack.logs.Rejection;
import mop.stack.logs.StreamEntries;
import mop.stack.otlp.InvalidOtlp;
import org.xerial.snappy.Snappy;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what is sent to Loki's {@code /loki/api/v1/push}. */
public final class LokiPush {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<Labels, List<LogEntry>> streams = new LinkedHashMap<>();
  private final List<Rejection> rejections = new ArrayList<>();

  private LokiPush() {}

  /**
   * The streams of a {@code PushRequest} in snappy's block format, as Promtail and Alloy send it.
   *
   * @param maxBytes more after decompression are refused
   * @throws InvalidInput when the bytes are no such request
   */
  public static DecodedLogs snappyProtobuf(byte[] body, int maxBytes) {
    try {
      int length = Snappy.uncompressedLength(body);
      if (length < 0 || length > maxBytes || !Snappy.isValidCompressedBuffer(body)) {
        throw invalid(
            "unpacks to " + length + " bytes or is not whole",
            "a snappy block of at most " + maxBytes + " bytes");
      }
      return protobuf(Snappy.uncompress(body));
    } catch (IOException e) {
      throw invalid(String.valueOf(e.getMessage()), "a snappy block");
    }
  }

  /** The streams of a {@code PushRequest} that is not compressed. */
  public static DecodedLogs protobuf(byte[] request) {
    LokiPush push = new LokiPush();
    try {
      Message in = Message.of(request);
      while (in.next()) {
        if (in.isBytes(1)) {
          push.stream(in.message());
        } else {
          in.skip();
        }
      }
    } catch (InvalidOtlp e) {
      throw invalid(String.valueOf(e.getMessage()), "a protobuf message PushRequest");
    }
    return push.decoded();
  }

  /** The streams of a JSON body. */
  public static DecodedLogs json(byte[] body) {
    LokiPush push = new LokiPush();
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (JacksonException e) {
      throw invalid(e.getOriginalMessage(), "JSON");
    }
    JsonNode all = root.path("streams");
    if (!all.isArray()) {
      throw invalid("has no list \"streams\"", "{\"streams\": [{\"stream\": …, \"values\": …}]}");
    }
    all.forEach(push::stream);
    return push.decoded();
  }

  private static InvalidInput invalid(String what, String expected) {
    return new InvalidInput("Loki push", what, expected, "Check what sent it.");
  }

  private DecodedLogs decoded() {
    List<StreamEntries> all = new ArrayList<>();
    streams.forEach((labels, entries) -> all.add(new StreamEntries(labels, entries)));
    return new DecodedLogs(all, rejections);
  }

  private List<LogEntry> stream(Labels labels) {
    return streams.computeIfAbsent(LabelNames.withService(labels), l -> new ArrayList<>());
  }

  private void stream(Message in) throws InvalidOtlp {
    String labels = "";
    List<Message> entries = new ArrayList<>();
    while (in.next()) {
      if (in.isBytes(1)) {
        labels = in.text();
      } else if (in.isBytes(2)) {
        entries.add(in.message());
      } else {
        in.skip();
      }
    }
    List<LogEntry> into = stream(PushLabels.parse(labels));
    for (Message e : entries) {
      entry(e, into);
    }
  }

  private void entry(Message in, List<LogEntry> into) throws InvalidOtlp {
    long time = 0;
    String line = "";
    Metadata metadata = new Metadata();
    while (in.next()) {
      if (in.isBytes(1)) {
        time = timestamp(in.message());
      } else if (in.isBytes(2)) {
        line = in.text();
      } else if (in.isBytes(3)) {
        pair(in.message(), metadata);
      } else {
        in.skip();
      }
    }
    add(time, line, metadata, into);
  }

  private static long timestamp(Message in) throws InvalidOtlp {
    long seconds = 0;
    long nanos = 0;
    while (in.next()) {
      if (in.isVarint(1)) {
        seconds = in.varint();
      } else if (in.isVarint(2)) {
        nanos = in.varint();
      } else {
        in.skip();
      }
    }
    return seconds * 1_000_000_000L + nanos;
  }

  private static void pair(Message in, Metadata into) throws InvalidOtlp {
    String name = "";
    String value = "";
    while (in.next()) {
      if (in.isBytes(1)) {
        name = in.text();
      } else if (in.isBytes(2)) {
        value = in.text();
      } else {
        in.skip();
      }
    }
    into.set(name, value);
  }

  /** Structured metadata under names that Loki allows. */
  private static final class Metadata {
    final Labels.Builder labels = Labels.builder();
    Optional<String> problem = Optional.empty();

    void set(String name, String value) {
      LabelNames.label(name)
          .ifPresentOrElse(
              n -> labels.set(n, value),
              () ->
                  problem =
                      Optional.of(
                          "structured metadata \"" + name + "\" gives no name for a label"));
    }
  }

  private void add(long time, String line, Metadata metadata, List<LogEntry> into) {
    if (metadata.problem.isPresent()) {
      rejections.add(new Rejection(Rejection.Reason.INVALID_LABELS, 1, metadata.problem.get()));
    } else {
      into.add(new LogEntry(time, line, metadata.labels.build()));
    }
  }

  private void stream(JsonNode stream) {
    Labels.Builder labels = Labels.builder();
    for (Map.Entry<String, JsonNode> e : stream.path("stream").properties()) {
      if (!PushLabels.isName(e.getKey())) {
        throw invalid("has the label \"" + e.getKey() + '"', "letters, digits and underscores");
      }
      labels.set(e.getKey(), text(e.getValue()));
    }
    List<LogEntry> into = stream(labels.build());
    for (JsonNode value : stream.path("values")) {
      entry(value, into);
    }
  }

  private static String text(JsonNode node) {
    if (!node.isString()) {
      throw invalid("has " + node.getNodeType() + " where text is due", "text in quotes");
    }
    return node.stringValue();
  }

  private void entry(JsonNode value, List<LogEntry> into) {
    if (!value.isArray() || value.size() < 2 || value.size() > 3) {
      throw invalid("has an entry " + value, "[\"<nanoseconds>\", \"<line>\", {<metadata>}]");
    }
    long time = nanos(text(value.get(0)));
    Metadata metadata = new Metadata();
    if (value.size() == 3) {
      value.get(2).properties().forEach(e -> metadata.set(e.getKey(), text(e.getValue())));
    }
    add(time, text(value.get(1)), metadata, into);
  }

  private static long nanos(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw invalid("has the time \"" + text + '"', "nanoseconds since 1970");
    }
  }
}
