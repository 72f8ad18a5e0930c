package mop.experiments.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.RequestDecoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading OTLP requests: ids, times, kind and status of every span, attributes passed over. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Decode {
  private ShopBytes shop;

  @Setup
  public void draw() throws IOException {
    shop = new ShopBytes();
  }

  @Benchmark
  public long attributesSkipped(SpanCounter counter) throws InvalidOtlp {
    RequestDecoder decoder = new RequestDecoder();
    long spans = 0;
    for (byte[] request : shop.requests()) {
      spans += decoder.decode(request, 0, request.length).size();
    }
    counter.spans += spans;
    return spans;
  }
}
