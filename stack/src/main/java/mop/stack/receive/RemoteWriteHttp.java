package mop.stack.receive;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import mop.stack.http.Body;
import mop.stack.http.ByteBudget;
import mop.stack.http.Handler;
import mop.stack.http.Refusal;
import mop.stack.http.Request;
import mop.stack.http.Response;
import mop.stack.receive.RemoteWriteReceiver.Version;
import mop.stack.receive.RemoteWriteReceiver.Written;

/**
 * Prometheus' remote write, 1.0 and 2.0 (specifications of both at prometheus.io):
 * Snappy-compressed protobuf, 204 when all was written, 400 when some of it never will be, 429 and
 * 503 when it may come again.
 */
public final class RemoteWriteHttp implements Handler {
  private static final String V1 = "prometheus.WriteRequest";
  private static final String V2 = "io.prometheus.write.v2.Request";

  private final RemoteWriteReceiver receiver;
  private final ReceiveLimits limits;

  public RemoteWriteHttp(RemoteWriteReceiver receiver, ReceiveLimits limits) {
    this.receiver = receiver;
    this.limits = limits;
  }

  @Override
  public Response handle(Request request) throws Refusal, IOException {
    Optional<Version> version = version(request.header("Content-Type").orElse(""));
    if (version.isEmpty()) {
      return Response.text(415, "Unsupported Content-Type header\n");
    }
    if (!request.header("Content-Encoding").orElse("snappy").equalsIgnoreCase("snappy")) {
      return Response.text(415, "Unsupported Content-Encoding header, only snappy is supported\n");
    }
    try (ByteBudget.Lease lease = request.budget().lease()) {
      Body body = SnappyBody.read(request, limits.maxRequestBytes(), lease);
      return answer(version.get(), receiver.write(version.get(), body.bytes(), 0, body.length()));
    } catch (Body.Refused e) {
      return PlainAnswer.of(e, limits);
    }
  }

  /** Of version 2 the client wants to know how much was written, whatever the status. */
  private static Response answer(Version version, Written written) {
    Response response = PlainAnswer.of(written.receipt());
    return switch (version) {
      case V1 -> response;
      case V2 ->
          response
              .with("X-Prometheus-Remote-Write-Samples-Written", "" + written.samples())
              .with("X-Prometheus-Remote-Write-Histograms-Written", "" + written.histograms())
              .with("X-Prometheus-Remote-Write-Exemplars-Written", "" + written.exemplars());
    };
  }

  /** The message that the content type announces; 1.0 when it names none. */
  static Optional<Version> version(String contentType) {
    String[] parts = contentType.split(";", -1);
    if (!parts[0].strip().toLowerCase(Locale.ROOT).equals("application/x-protobuf")) {
      return Optional.empty();
    }
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].strip().split("=", 2);
      if (pair[0].equalsIgnoreCase("proto")) {
        return switch (pair.length < 2 ? "" : pair[1]) {
          case V1 -> Optional.of(Version.V1);
          case V2 -> Optional.of(Version.V2);
          default -> Optional.empty();
        };
      }
    }
    return Optional.of(Version.V1);
  }
}
