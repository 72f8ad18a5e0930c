package mop.stack.sampling;

import java.util.Map;
import java.util.OptionalDouble;
import mop.analysis.estimate.InclusionProbability.Known;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.TraceShape;
import tools.jackson.databind.JsonNode;

/** Keeps every trace. */
public record AlwaysSpec() implements SamplerSpec {
  private static final Decision KEEP = new Decision(true, new Known(1), "always");

  static AlwaysSpec read(JsonNode settings, String path) {
    SpecReader.of(settings, path);
    return new AlwaysSpec();
  }

  @Override
  public String kind() {
    return "always";
  }

  @Override
  public OptionalDouble byteBudget() {
    return OptionalDouble.of(1);
  }

  @Override
  public Sampler create(long seed) {
    return new Sampler() {
      @Override
      public Decision decide(RawTrace trace, TraceShape shape, long nowNanos) {
        return KEEP;
      }

      @Override
      public Map<String, String> export() {
        return AlwaysSpec.this.export();
      }
    };
  }

  @Override
  public Map<String, String> export() {
    return Map.of(
        "collector", "# No sampler: traces go from the receiver to the exporter as they are.\n",
        "alloy", "// No sampler: traces go from the receiver to the exporter as they are.\n");
  }
}
