package mop.stack.receive;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import mop.stack.http.Body;
import mop.stack.otlp.Signal;
import mop.stack.receive.RawRequests.Inbound;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of an export method: one message in, one message or one status out. */
final class ExportCall extends ServerCall.Listener<Inbound> {
  private static final Logger LOG = LoggerFactory.getLogger(ExportCall.class);
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private final Signal signal;
  private final ServerCall<Inbound, byte[]> call;
  private final Receiver receiver;
  private final ReceiveLimits limits;
  private final ReceiveCounters counters;
  private final Future<?> timeout;
  private @Nullable Inbound message;
  private boolean closed;

  ExportCall(
      Signal signal,
      ServerCall<Inbound, byte[]> call,
      Receiver receiver,
      ReceiveLimits limits,
      ReceiveCounters counters,
      ScheduledExecutorService timer) {
    this.signal = signal;
    this.call = call;
    this.receiver = receiver;
    this.limits = limits;
    this.counters = counters;
    this.timeout = timer.schedule(this::late, limits.arrival().toMillis(), TimeUnit.MILLISECONDS);
    InFlightCall.current().onRefusal(this::refuse);
    call.request(2);
  }

  private void late() {
    String told = "request did not arrive in " + limits.arrival();
    close(Status.DEADLINE_EXCEEDED.withDescription(told), new Metadata());
  }

  private void refuse(Body.Refusal why) {
    switch (why) {
      case TOO_LARGE -> fail(RpcStatus.tooLarge(limits.maxRequestBytes()));
      case NO_ROOM -> {
        if (fail(RpcStatus.overloaded("too many bytes at once", limits.retryAfter()))) {
          counters.refused(signal);
        }
      }
    }
  }

  @Override
  public void onMessage(Inbound next) {
    if (message != null) {
      fail(RpcStatus.invalid(400, "more than one message"));
    }
    message = next;
  }

  @Override
  public void onHalfClose() {
    timeout.cancel(false);
    switch (message) {
      case null -> fail(RpcStatus.invalid(400, "no message"));
      case Inbound.Undecodable(String why) -> fail(RpcStatus.invalid(400, why));
      case Inbound.Refused(Body.Refusal why) -> refuse(why);
      case Inbound.Whole(Body body) -> receive(body);
    }
  }

  private void receive(Body body) {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    Receipt receipt;
    try {
      receipt = receiver.receive(signal, body.bytes(), 0, body.length());
    } catch (RuntimeException e) {
      LOG.error("a request of {} failed, a bug of ours", signal, e);
      fail(RpcStatus.internal());
      return;
    }
    counters.count(signal, body.length(), receipt);
    switch (receipt) {
      case Receipt.Accepted accepted -> succeed(ExportResponse.protobuf());
      case Receipt.Partial partial -> succeed(ExportResponse.protobuf(partial));
      case Receipt.Invalid invalid -> fail(RpcStatus.invalid(400, invalid.message()));
      case Receipt.Overloaded over -> fail(RpcStatus.overloaded(over.message(), over.retryAfter()));
      case Receipt.Unavailable down ->
          fail(RpcStatus.unavailable(down.message(), down.retryAfter()));
    }
  }

  private synchronized void succeed(byte[] response) {
    if (!closed) {
      closed = true;
      call.sendHeaders(new Metadata());
      call.sendMessage(response);
      call.close(Status.OK, new Metadata());
    }
  }

  /** Ends the call; false when it had ended. */
  private boolean fail(RpcStatus status) {
    Metadata trailers = new Metadata();
    trailers.put(DETAILS, status.protobuf());
    return close(Status.fromCodeValue(status.code()).withDescription(status.message()), trailers);
  }

  private synchronized boolean close(Status status, Metadata trailers) {
    if (closed) {
      return false;
    }
    closed = true;
    call.close(status, trailers);
    return true;
  }

  @Override
  public void onCancel() {
    ended();
  }

  @Override
  public void onComplete() {
    ended();
  }

  private synchronized void ended() {
    closed = true;
    timeout.cancel(false);
  }
}
