package mop.experiments.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mop.simulator.shop.Shop;
import mop.simulator.shop.ShopParameters;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.RequestSink;
import mop.stack.pipeline.PipelineSettings;
import mop.stack.pipeline.TracePipeline;
import mop.stack.sampling.AlwaysSpec;

/** Half an hour of the shop in memory: what the benchmarks are driven with. */
final class ShopBytes {
  private static final ShopParameters SIZE =
      ShopParameters.parse("shop:spans=1e5,hours=0.5,faults=4");
  private static final long SEED = 42;

  private final List<byte[]> requests = new ArrayList<>();
  private final List<Long> arrivals = new ArrayList<>();
  private final long spans;

  ShopBytes() throws IOException {
    spans =
        Shop.generate(
                SIZE,
                SEED,
                0,
                1,
                (arrival, buffer, offset, length) -> {
                  byte[] copy = new byte[length];
                  System.arraycopy(buffer, offset, copy, 0, length);
                  requests.add(copy);
                  arrivals.add(arrival);
                })
            .spans();
  }

  long spans() {
    return spans;
  }

  List<byte[]> requests() {
    return requests;
  }

  void replay(RequestSink sink) throws IOException {
    for (int i = 0; i < requests.size(); i++) {
      byte[] request = requests.get(i);
      sink.accept(arrivals.get(i), request, 0, request.length);
    }
  }

  /** The same telemetry as assembled traces. */
  List<RawTrace> traces() throws IOException {
    List<RawTrace> traces = new ArrayList<>();
    TracePipeline pipeline =
        new TracePipeline(
            new AlwaysSpec().create(0),
            PipelineSettings.DEFAULT,
            (trace, decision) -> traces.add(trace));
    replay(pipeline);
    pipeline.finish();
    return traces;
  }
}
