package mop.stack.receive;

import mop.stack.otlp.ProtoWriter;
import mop.stack.otlp.Signal;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code ExportTraceServiceResponse} and its siblings, which differ in the JSON name of one field.
 */
final class ExportResponse {
  private static final byte[] EMPTY = new byte[0];

  private ExportResponse() {}

  /** Protobuf bytes; empty when everything was accepted. */
  static byte[] protobuf() {
    return EMPTY;
  }

  static byte[] protobuf(Receipt.Partial partial) {
    ProtoWriter out = new ProtoWriter();
    int message = out.open(1);
    if (partial.rejected() != 0) {
      out.varint(1, partial.rejected());
    }
    if (!partial.message().isEmpty()) {
      out.string(2, partial.message());
    }
    out.close(message);
    return out.toByteArray();
  }

  static String json(Signal signal, Receipt.Partial partial) {
    ObjectNode response = JsonMapper.shared().createObjectNode();
    ObjectNode success = response.putObject("partialSuccess");
    if (partial.rejected() != 0) {
      success.put(rejected(signal), Long.toString(partial.rejected()));
    }
    if (!partial.message().isEmpty()) {
      success.put("errorMessage", partial.message());
    }
    return response.toString();
  }

  private static String rejected(Signal signal) {
    return switch (signal) {
      case TRACES -> "rejectedSpans";
      case METRICS -> "rejectedDataPoints";
      case LOGS -> "rejectedLogRecords";
      case PROFILES -> "rejectedProfiles";
    };
  }
}
