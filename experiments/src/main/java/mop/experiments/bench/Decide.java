package mop.experiments.bench;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mop.stack.pipeline.PipelineSettings;
import mop.stack.pipeline.TracePipeline;
import mop.stack.sampling.SamplerSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** From OTLP bytes to a decision on every trace; nothing is stored. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Decide {
  private static final Map<String, String> SAMPLERS =
      Map.of(
          "always", "always",
          "head-nothing", "head: {ratio: 0.000001}",
          "tail",
              "tail: {policies: ["
                  + "{name: errors, type: status_code, status_code: {status_codes: [ERROR]}},"
                  + " {name: slow, type: latency, latency: {threshold_ms: 1000}},"
                  + " {name: rest, type: probabilistic, probabilistic: {sampling_percentage: 10}}]}",
          "adaptive-5", "adaptive: {budget: 0.05}");

  @Param({"always", "head-nothing", "tail", "adaptive-5"})
  public String sampler;

  @Param({Telemetry.RICH, Telemetry.BARE})
  public String telemetry;

  private Telemetry requests;
  private SamplerSpec spec;

  @Setup
  public void draw() throws IOException {
    requests = Telemetry.of(telemetry);
    spec = SamplerSpec.parse(new YAMLMapper().readTree(SAMPLERS.get(sampler)), "sampler");
  }

  @Benchmark
  public long decided(SpanCounter counter) throws IOException {
    long[] kept = new long[1];
    TracePipeline pipeline =
        new TracePipeline(
            spec.create(42),
            PipelineSettings.DEFAULT,
            (trace, decision) -> kept[0] += decision.keep() ? trace.size() : 0);
    requests.replay(pipeline);
    pipeline.finish();
    counter.spans += requests.spans();
    return kept[0];
  }
}
