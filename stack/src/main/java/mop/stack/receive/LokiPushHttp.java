package mop.stack.receive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import mop.stack.http.Body;
import mop.stack.http.ByteBudget;
import mop.stack.http.ContentCoding;
import mop.stack.http.Handler;
import mop.stack.http.Refusal;
import mop.stack.http.Request;
import mop.stack.http.Response;
import mop.stack.receive.LokiPushReceiver.Format;

/**
 * Loki's {@code /loki/api/v1/push}: protobuf in a Snappy block, or JSON, plain or compressed as
 * HTTP has it (Loki's HTTP API, «Ingest logs»).
 */
public final class LokiPushHttp implements Handler {
  private final LokiPushReceiver receiver;
  private final ReceiveLimits limits;

  public LokiPushHttp(LokiPushReceiver receiver, ReceiveLimits limits) {
    this.receiver = receiver;
    this.limits = limits;
  }

  @Override
  public Response handle(Request request) throws Refusal, IOException {
    try (ByteBudget.Lease lease = request.budget().lease()) {
      return switch (request.mediaType()) {
        case "application/json" -> push(Format.JSON, json(request, lease));
        case "application/x-protobuf", "" ->
            push(Format.PROTOBUF, SnappyBody.read(request, limits.maxRequestBytes(), lease));
        default -> Response.text(415, "Content-Type is not application/json or x-protobuf\n");
      };
    } catch (Body.Refused e) {
      return PlainAnswer.of(e, limits);
    }
  }

  private Response push(Format format, Body body) {
    return PlainAnswer.of(receiver.push(format, body.bytes(), 0, body.length()));
  }

  private Body json(Request request, ByteBudget.Lease lease) throws Refusal, IOException {
    Optional<ContentCoding> coding =
        ContentCoding.of(request.header("Content-Encoding").orElse(""));
    if (coding.isEmpty()) {
      throw new Refusal(415, "Content-Encoding is not one of " + ContentCoding.ACCEPTED);
    }
    try (InputStream plain = coding.get().decode(request.stream())) {
      return Body.read(plain, 0, limits.maxRequestBytes(), lease);
    } catch (Body.Refused e) {
      throw e;
    } catch (IOException e) {
      throw new Refusal(400, "body cannot be read (" + e.getMessage() + ")");
    }
  }
}
