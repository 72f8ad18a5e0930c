package mop.stack.sampling;

import mop.stack.otlp.RawTrace;
import mop.stack.otlp.TraceMaker;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Samplers from the text that a user would write. */
final class Specs {
  private static final YAMLMapper YAML = new YAMLMapper();

  private Specs() {}

  static SamplerSpec parse(String yaml) {
    return SamplerSpec.parse(YAML.readTree(yaml), "treatments[1].sampler");
  }

  static Sampler sampler(String yaml) {
    return parse(yaml).create(1);
  }

  /** A tail sampler of policies written as YAML list entries. */
  static Sampler tail(String policies) {
    return sampler("tail:\n  policies:\n" + policies.indent(4));
  }

  static Decision decide(Sampler sampler, RawTrace trace) {
    return decide(sampler, trace, 0);
  }

  static Decision decide(Sampler sampler, RawTrace trace, long afterMs) {
    return sampler.decide(
        trace, TraceMaker.shape(trace), TraceMaker.EPOCH_NANOS + afterMs * 1_000_000);
  }
}
