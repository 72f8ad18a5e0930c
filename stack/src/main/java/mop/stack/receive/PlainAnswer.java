package mop.stack.receive;

import java.time.Duration;
import mop.stack.http.Body;
import mop.stack.http.Response;

/** Receipts as Prometheus and Loki answer: 204 or one line of text. */
final class PlainAnswer {
  private PlainAnswer() {}

  static Response of(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted accepted -> Response.empty(204);
      case Receipt.Partial partial -> line(400, partial.message());
      case Receipt.Invalid invalid -> line(400, invalid.message());
      case Receipt.Overloaded over -> later(429, over.message(), over.retryAfter());
      case Receipt.Unavailable down -> later(503, down.message(), down.retryAfter());
    };
  }

  static Response of(Body.Refused refused, ReceiveLimits limits) {
    return switch (refused.why()) {
      case TOO_LARGE -> line(413, "request longer than " + limits.maxRequestBytes() + " bytes");
      case NO_ROOM -> later(429, "too many bytes at once", limits.retryAfter());
    };
  }

  private static Response line(int status, String message) {
    return Response.text(status, message + "\n");
  }

  private static Response later(int status, String message, Duration delay) {
    return line(status, message).with("Retry-After", RpcStatus.seconds(delay));
  }
}
