package mop.experiments.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mop.simulator.shop.Shop;
import mop.simulator.shop.ShopParameters;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.RequestSink;
import mop.stack.pipeline.PipelineSettings;
import mop.stack.pipeline.TracePipeline;
import mop.stack.sampling.AlwaysSpec;

/**
 * What the benchmarks are driven with: half an hour of the shop as it stands in a recording,
 * requests one behind the other in one buffer.
 */
final class Telemetry {
  /** Requests of the shop: about three spans with nine attributes each, ten of the resource. */
  static final String RICH = "rich";

  /** The same spans without attributes, in requests of about 100. */
  static final String BARE = "bare";

  private static final ShopParameters SIZE =
      ShopParameters.parse("shop:spans=1e5,hours=0.5,faults=4");
  private static final long SEED = 42;

  private final List<Integer> ends = new ArrayList<>();
  private final List<Long> arrivals = new ArrayList<>();
  private byte[] bytes = new byte[1 << 20];
  private int used;
  private long spans;

  private Telemetry() {}

  /**
   * Draws the telemetry.
   *
   * @param kind {@link #RICH} or {@link #BARE}
   */
  static Telemetry of(String kind) throws IOException {
    Telemetry telemetry = new Telemetry();
    if (kind.equals(BARE)) {
      BareSpans bare = new BareSpans(telemetry::add);
      telemetry.spans = Shop.generate(SIZE, SEED, 0, 1, bare).spans();
      bare.flush();
    } else {
      telemetry.spans = Shop.generate(SIZE, SEED, 0, 1, telemetry::add).spans();
    }
    return telemetry;
  }

  private void add(long arrivalNanos, byte[] buffer, int offset, int length) {
    if (bytes.length - used < length) {
      bytes = Arrays.copyOf(bytes, Math.max(used + length, bytes.length * 2));
    }
    System.arraycopy(buffer, offset, bytes, used, length);
    used += length;
    ends.add(used);
    arrivals.add(arrivalNanos);
  }

  long spans() {
    return spans;
  }

  /** Sends all requests in order of arrival. */
  void replay(RequestSink sink) throws IOException {
    int from = 0;
    for (int i = 0; i < arrivals.size(); i++) {
      int end = ends.get(i);
      sink.accept(arrivals.get(i), bytes, from, end - from);
      from = end;
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
