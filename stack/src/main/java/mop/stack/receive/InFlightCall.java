package mop.stack.receive;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.function.Consumer;
import mop.stack.http.Body.Refusal;
import mop.stack.http.ByteBudget;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one gRPC call. Bytes are counted as they come from the wire, before the message is
 * whole, so clients that send slowly cannot hold more than the budget either, and one that sends
 * too much is told so; the transport's own limit would break the stream without a word.
 */
final class InFlightCall extends ServerStreamTracer {
  private static final Context.Key<InFlightCall> KEY = Context.key("mop-in-flight-call");

  private final ByteBudget.Lease lease;
  private final int maxBytes;
  private long wireBytes;
  private @Nullable Refusal refused;
  private @Nullable Consumer<Refusal> onRefusal;

  private InFlightCall(ByteBudget budget, int maxBytes) {
    this.lease = budget.lease();
    this.maxBytes = maxBytes;
  }

  static Factory factory(ByteBudget budget, int maxBytes) {
    return new Factory() {
      @Override
      public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        return new InFlightCall(budget, maxBytes);
      }
    };
  }

  /** The call that the current thread works for. */
  static InFlightCall current() {
    return KEY.get();
  }

  @Override
  public Context filterContext(Context context) {
    return context.withValue(KEY, this);
  }

  /** Who is told, once, that the message will not be read; at once when that was so already. */
  void onRefusal(Consumer<Refusal> listener) {
    Refusal already;
    synchronized (this) {
      onRefusal = listener;
      already = refused;
    }
    if (already != null) {
      listener.accept(already);
    }
  }

  @Override
  public void inboundWireSize(long bytes) {
    Consumer<Refusal> listener;
    Refusal why;
    synchronized (this) {
      if (refused != null) {
        return;
      }
      wireBytes += bytes;
      if (wireBytes > maxBytes) {
        why = Refusal.TOO_LARGE;
      } else if (lease.grow(bytes)) {
        return;
      } else {
        why = Refusal.NO_ROOM;
      }
      refused = why;
      listener = onRefusal;
    }
    if (listener != null) {
      listener.accept(why);
    }
  }

  ByteBudget.Lease lease() {
    return lease;
  }

  /** The transport's copy of the message is gone. */
  synchronized void messageRead() {
    if (refused == null) {
      lease.shrink(wireBytes);
      wireBytes = 0;
    }
  }

  @Override
  public void streamClosed(Status status) {
    lease.close();
  }
}
