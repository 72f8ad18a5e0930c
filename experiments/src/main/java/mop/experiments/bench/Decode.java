package mop.experiments.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.RequestDecoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading OTLP requests: ids, times, kind and status of every span, attributes passed over. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Decode {
  @Param({Telemetry.RICH, Telemetry.BARE})
  public String telemetry;

  private Telemetry requests;

  @Setup
  public void draw() throws IOException {
    requests = Telemetry.of(telemetry);
  }

  @Benchmark
  public long attributesSkipped(SpanCounter counter) throws IOException {
    RequestDecoder decoder = new RequestDecoder();
    long[] spans = new long[1];
    requests.replay(
        (arrival, buffer, offset, length) -> spans[0] += decode(decoder, buffer, offset, length));
    counter.spans += spans[0];
    return spans[0];
  }

  private static int decode(RequestDecoder decoder, byte[] buffer, int offset, int length)
      throws IOException {
    try {
      return decoder.decode(buffer, offset, length).size();
    } catch (InvalidOtlp e) {
      throw new IOException(e);
    }
  }
}
