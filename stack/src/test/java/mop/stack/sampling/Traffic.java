package mop.stack.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.TraceMaker;

/** Traces of a small system with endpoints of very different size, errors and a heavy tail. */
final class Traffic {
  private final SplittableRandom random;
  private double errorRate = 0.01;

  Traffic(long seed) {
    random = new SplittableRandom(seed);
  }

  Traffic withErrorRate(double rate) {
    errorRate = rate;
    return this;
  }

  RawTrace trace(long idHigh, long idLow) {
    double u = random.nextDouble();
    String endpoint = u < 0.7 ? "GET /health" : u < 0.97 ? "GET /cart" : "POST /checkout";
    TraceMaker maker = new TraceMaker(idHigh, idLow);
    boolean fails = random.nextDouble() < errorRate;
    int children = u < 0.7 ? 0 : 2 + random.nextInt(6);
    long millis = latency();
    maker.span("gateway", endpoint, 0, 0, millis, fails ? 2 : 0);
    for (int i = 0; i < children; i++) {
      maker.span(
          "backend-" + i % 3, "call-" + i, 1, 1, Math.max(1, millis / 2), fails && i == 0 ? 2 : 0);
    }
    return maker.trace();
  }

  private long latency() {
    double normal = 0;
    for (int i = 0; i < 12; i++) {
      normal += random.nextDouble();
    }
    return Math.round(20 * Math.exp(normal - 6)) + 1;
  }

  List<RawTrace> traces(int count, SplittableRandom ids) {
    List<RawTrace> traces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      traces.add(trace(ids.nextLong(), ids.nextLong()));
    }
    return traces;
  }
}
