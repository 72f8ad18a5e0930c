package mop.stack.receive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import mop.stack.http.Body;
import mop.stack.http.ByteBudget;
import mop.stack.http.ContentCoding;
import mop.stack.http.Request;
import mop.stack.http.Response;
import mop.stack.http.Routes;
import mop.stack.otlp.JsonRequests;
import mop.stack.otlp.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OTLP/HTTP, binary and JSON, as the OTLP specification 1.8 has it: the answer comes in the
 * encoding of the request, an error as {@code google.rpc.Status}, and one that may be tried again
 * with {@code Retry-After}.
 */
public final class OtlpHttp {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpHttp.class);
  private static final String TRACES = "/v1/traces";
  private static final String METRICS = "/v1/metrics";
  private static final String LOGS = "/v1/logs";

  private final Receiver receiver;
  private final ReceiveLimits limits;
  private final ReceiveCounters counters;

  public OtlpHttp(Receiver receiver, ReceiveLimits limits, ReceiveCounters counters) {
    this.receiver = receiver;
    this.limits = limits;
    this.counters = counters;
  }

  /** The paths of the three signals, as SDKs and Collectors call them. */
  public Routes routes() {
    return new Routes()
        .post(TRACES, request -> export(Signal.TRACES, request))
        .post(METRICS, request -> export(Signal.METRICS, request))
        .post(LOGS, request -> export(Signal.LOGS, request));
  }

  /** Answers one export request. */
  public Response export(Signal signal, Request request) throws IOException {
    Encoding encoding;
    switch (request.mediaType()) {
      case "application/x-protobuf" -> encoding = Encoding.PROTOBUF;
      case "application/json" -> encoding = Encoding.JSON;
      default -> {
        String told = "media type is not one of application/x-protobuf, application/json\n";
        return Response.text(415, told).with("Accept", "application/x-protobuf, application/json");
      }
    }
    Optional<ContentCoding> coding =
        ContentCoding.of(request.header("Content-Encoding").orElse(""));
    if (coding.isEmpty()) {
      return encoding
          .error(RpcStatus.invalid(415, "content encoding is not one of " + ContentCoding.ACCEPTED))
          .with("Accept-Encoding", ContentCoding.ACCEPTED);
    }
    try (ByteBudget.Lease lease = request.budget().lease()) {
      return export(signal, encoding, read(request, coding.get(), lease), lease);
    } catch (Body.Refused e) {
      return encoding.error(refused(signal, e));
    } catch (Undecodable e) {
      return encoding.error(RpcStatus.invalid(400, String.valueOf(e.getMessage())));
    }
  }

  private RpcStatus refused(Signal signal, Body.Refused e) {
    return switch (e.why()) {
      case TOO_LARGE -> RpcStatus.tooLarge(limits.maxRequestBytes());
      case NO_ROOM -> {
        counters.refused(signal);
        yield RpcStatus.overloaded("too many bytes at once", limits.retryAfter());
      }
    };
  }

  /** Bytes that are not what they were announced to be. */
  private static final class Undecodable extends IOException {
    private static final long serialVersionUID = 1L;

    Undecodable(String why) {
      super(why);
    }
  }

  private Body read(Request request, ContentCoding coding, ByteBudget.Lease lease)
      throws IOException {
    long announced = coding == ContentCoding.IDENTITY ? request.announcedLength() : 0;
    try (InputStream plain = coding.decode(request.stream())) {
      return Body.read(plain, announced, limits.maxRequestBytes(), lease);
    } catch (Body.Refused e) {
      throw e;
    } catch (IOException e) {
      throw new Undecodable("body cannot be read (" + e.getMessage() + ")");
    }
  }

  private Response export(Signal signal, Encoding encoding, Body body, ByteBudget.Lease lease)
      throws IOException {
    return switch (encoding) {
      case PROTOBUF -> answer(signal, encoding, body.bytes(), body.length());
      case JSON -> exportJson(signal, body, lease);
    };
  }

  private Response exportJson(Signal signal, Body body, ByteBudget.Lease lease) throws IOException {
    if (!lease.grow(body.length())) {
      return Encoding.JSON.error(refused(signal, new Body.Refused(Body.Refusal.NO_ROOM)));
    }
    JsonRequests json = new JsonRequests();
    return switch (json.read(body.bytes(), 0, body.length())) {
      case JsonRequests.Outcome.Broken(String why) ->
          Encoding.JSON.error(RpcStatus.invalid(400, why));
      case JsonRequests.Outcome.Request(Signal found) ->
          found == signal || json.written().size() == 0
              ? answer(signal, Encoding.JSON, json.written().bytes(), json.written().size())
              : Encoding.JSON.error(
                  RpcStatus.invalid(400, "a request of " + found + " sent to " + signal));
    };
  }

  private Response answer(Signal signal, Encoding encoding, byte[] request, int length) {
    Receipt receipt;
    try {
      receipt = receiver.receive(signal, request, 0, length);
    } catch (RuntimeException e) {
      LOG.error("a request of {} failed, a bug of ours", signal, e);
      return encoding.error(RpcStatus.internal());
    }
    counters.count(signal, length, receipt);
    return switch (receipt) {
      case Receipt.Accepted accepted -> encoding.success();
      case Receipt.Partial partial -> encoding.success(signal, partial);
      case Receipt.Invalid invalid -> encoding.error(RpcStatus.invalid(400, invalid.message()));
      case Receipt.Overloaded over ->
          encoding.error(RpcStatus.overloaded(over.message(), over.retryAfter()));
      case Receipt.Unavailable down ->
          encoding.error(RpcStatus.unavailable(down.message(), down.retryAfter()));
    };
  }

  /** The two encodings of requests and answers. */
  private enum Encoding {
    PROTOBUF,
    JSON;

    private Response success() {
      return body(200, ExportResponse.protobuf(), "{}");
    }

    private Response success(Signal signal, Receipt.Partial partial) {
      return body(200, ExportResponse.protobuf(partial), ExportResponse.json(signal, partial));
    }

    private Response error(RpcStatus status) {
      Response response = body(status.http(), status.protobuf(), status.json());
      return status
          .retryAfter()
          .map(delay -> response.with("Retry-After", RpcStatus.seconds(delay)))
          .orElse(response);
    }

    private Response body(int status, byte[] protobuf, String json) {
      return switch (this) {
        case PROTOBUF -> Response.of(status, Response.PROTOBUF, protobuf);
        case JSON -> Response.of(status, Response.JSON, json.getBytes(UTF_8));
      };
    }
  }
}
