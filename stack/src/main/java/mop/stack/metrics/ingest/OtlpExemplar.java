package mop.stack.metrics.ingest;

import java.util.HexFormat;
import mop.stack.labels.Labels;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/**
 * An exemplar with its trace and span ids as labels, and its attributes where they fit into the 128
 * characters that OpenMetrics allows.
 *
 * @param millis since 1970
 */
record OtlpExemplar(long millis, double value, Labels labels) {
  private static final int TIME = 2 << 3 | WireReader.FIXED64;
  private static final int DOUBLE = 3 << 3 | WireReader.FIXED64;
  private static final int SPAN_ID = 4 << 3 | WireReader.LEN;
  private static final int TRACE_ID = 5 << 3 | WireReader.LEN;
  private static final int INT = 6 << 3 | WireReader.FIXED64;
  private static final int ATTRIBUTES = 7 << 3 | WireReader.LEN;
  private static final int MAX_CHARS = 128;

  static OtlpExemplar read(WireReader in) throws InvalidOtlp {
    long millis = 0;
    double value = 0;
    String traceId = "";
    String spanId = "";
    Attributes attributes = new Attributes();
    while (in.more()) {
      int tag = in.tag();
      switch (tag) {
        case TIME -> millis = in.fixed64() / OtlpPoint.NANOS;
        case DOUBLE -> value = Double.longBitsToDouble(in.fixed64());
        case INT -> value = in.fixed64();
        case TRACE_ID -> traceId = id(in, 16);
        case SPAN_ID -> spanId = id(in, 8);
        case ATTRIBUTES -> attributes.add(in);
        default -> in.skip(tag);
      }
    }
    return new OtlpExemplar(millis, value, labels(traceId, spanId, attributes));
  }

  /** As hexadecimal digits; empty where it is all zeros, which means none. */
  private static String id(WireReader in, int bytes) throws InvalidOtlp {
    Span s = Span.next(in);
    if (s.to() - s.from() != bytes && s.to() != s.from()) {
      throw in.invalid("id of " + (s.to() - s.from()) + " bytes instead of " + bytes);
    }
    String hex = HexFormat.of().formatHex(in.buffer(), s.from(), s.to());
    return hex.chars().allMatch(c -> c == '0') ? "" : hex;
  }

  private static Labels labels(String traceId, String spanId, Attributes attributes) {
    Labels.Builder labels = Labels.builder();
    long chars = traceId.isEmpty() ? 0 : "trace_id".length() + traceId.length();
    chars += spanId.isEmpty() ? 0 : "span_id".length() + spanId.length();
    for (Attributes.Pair p : attributes.pairs()) {
      chars += chars(p.key()) + chars(p.value());
    }
    if (chars <= MAX_CHARS) {
      attributes.pairs().forEach(p -> labels.set(p.key(), p.value()));
    }
    return labels.set("trace_id", traceId).set("span_id", spanId).build();
  }

  private static int chars(String s) {
    return s.codePointCount(0, s.length());
  }
}
