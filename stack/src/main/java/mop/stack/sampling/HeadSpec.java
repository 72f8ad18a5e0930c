package mop.stack.sampling;

import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * Consistent probability sampling of single spans before assembly.
 *
 * @param ratio share of traces kept, in (0, 1]
 */
public record HeadSpec(double ratio) implements SamplerSpec {
  static HeadSpec read(JsonNode settings, String path) {
    return new HeadSpec(SpecReader.of(settings, path, "ratio").fraction("ratio", 0, 1));
  }

  @Override
  public String kind() {
    return "head";
  }

  @Override
  public OptionalDouble byteBudget() {
    return OptionalDouble.of(ratio);
  }

  @Override
  public Sampler create(long seed) {
    return new HeadSampler(this);
  }

  @Override
  public Map<String, String> export() {
    String percent = ExportText.number(ratio * 100);
    return Map.of(
        "collector",
        """
        processors:
          probabilistic_sampler:
            mode: equalizing
            sampling_percentage: %s
            sampling_precision: 4
        """
            .formatted(percent),
        "alloy",
        """
        otelcol.processor.probabilistic_sampler "head" {
          mode                = "equalizing"
          sampling_percentage = %s
          sampling_precision  = 4

          output {
            traces = [otelcol.exporter.otlp.default.input]
          }
        }
        """
            .formatted(percent));
  }
}
