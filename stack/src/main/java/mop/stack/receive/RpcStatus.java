package mop.stack.receive;

import java.time.Duration;
import java.util.Optional;
import mop.stack.otlp.ProtoWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as OTLP says it: {@code google.rpc.Status}, with {@code google.rpc.RetryInfo} where the
 * client should come again.
 *
 * @param code of {@code google.rpc.Code}
 * @param http the status that OTLP/HTTP has for it
 */
record RpcStatus(int code, int http, String message, Optional<Duration> retryAfter) {
  private static final int INVALID_ARGUMENT = 3;
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int INTERNAL = 13;
  private static final int UNAVAILABLE = 14;
  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

  static RpcStatus invalid(int http, String message) {
    return new RpcStatus(INVALID_ARGUMENT, http, message, Optional.empty());
  }

  static RpcStatus tooLarge(int maxBytes) {
    String message = "request longer than " + maxBytes + " bytes";
    return new RpcStatus(RESOURCE_EXHAUSTED, 413, message, Optional.empty());
  }

  static RpcStatus overloaded(String message, Duration retryAfter) {
    return new RpcStatus(RESOURCE_EXHAUSTED, 429, message, Optional.of(retryAfter));
  }

  static RpcStatus unavailable(String message, Duration retryAfter) {
    return new RpcStatus(UNAVAILABLE, 503, message, Optional.of(retryAfter));
  }

  static RpcStatus internal() {
    return new RpcStatus(INTERNAL, 500, "internal error", Optional.empty());
  }

  /** The status as protobuf bytes. */
  byte[] protobuf() {
    ProtoWriter out = new ProtoWriter();
    out.varint(1, code);
    out.string(2, message);
    retryAfter.ifPresent(delay -> {
      int any = out.open(3);
      out.string(1, RETRY_INFO);
      int info = out.open(2);
      int duration = out.open(1);
      out.varint(1, delay.toSeconds());
      if (delay.toMillisPart() != 0) {
        out.varint(2, delay.toMillisPart() * 1_000_000L);
      }
      out.close(duration);
      out.close(info);
      out.close(any);
    });
    return out.toByteArray();
  }

  /** The status as protobuf's JSON. */
  String json() {
    ObjectNode status = JsonMapper.shared().createObjectNode();
    status.put("code", code);
    status.put("message", message);
    retryAfter.ifPresent(delay ->
        status
            .putArray("details")
            .addObject()
            .put("@type", RETRY_INFO)
            .put("retryDelay", delay.toSeconds() + fraction(delay) + "s"));
    return status.toString();
  }

  private static String fraction(Duration delay) {
    int millis = delay.toMillisPart();
    return millis == 0 ? "" : "." + Integer.toString(1000 + millis).substring(1);
  }

  /** For {@code Retry-After}: whole seconds, rounded up. */
  static String seconds(Duration delay) {
    return Long.toString(delay.plusMillis(999).toSeconds());
  }
}
