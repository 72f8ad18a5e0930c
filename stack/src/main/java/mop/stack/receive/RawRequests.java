package mop.stack.receive;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import mop.stack.http.Body;

/** Messages as the bytes that they are: no generated class, no parsing by the transport. */
final class RawRequests implements MethodDescriptor.Marshaller<RawRequests.Inbound> {
  private final int maxBytes;

  RawRequests(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** A message, or why there is none. */
  sealed interface Inbound {
    record Whole(Body body) implements Inbound {}

    record Refused(Body.Refusal why) implements Inbound {}

    record Undecodable(String why) implements Inbound {}
  }

  @Override
  public InputStream stream(Inbound message) {
    throw new UnsupportedOperationException("requests are not sent");
  }

  @Override
  public Inbound parse(InputStream in) {
    InFlightCall call = InFlightCall.current();
    try {
      int expected = in instanceof KnownLength ? in.available() : 0;
      return new Inbound.Whole(Body.read(in, expected, maxBytes, call.lease()));
    } catch (Body.Refused e) {
      return new Inbound.Refused(e.why());
    } catch (IOException e) {
      return new Inbound.Undecodable("message cannot be read (" + e.getMessage() + ")");
    } finally {
      call.messageRead();
    }
  }

  /** Answers, the other way. */
  static final class Responses implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream in) {
      throw new UnsupportedOperationException("answers are not received");
    }
  }
}
