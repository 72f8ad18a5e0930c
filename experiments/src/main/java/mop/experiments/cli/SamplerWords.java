package mop.experiments.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import mop.experiments.definition.Definition;
import mop.stack.sampling.AdaptiveSpec;
import mop.stack.sampling.AlwaysSpec;
import mop.stack.sampling.HeadSpec;
import mop.stack.sampling.Policy;
import mop.stack.sampling.PublishedSpec;
import mop.stack.sampling.SamplerSpec;
import mop.stack.sampling.TailSpec;

/**
 * Samplers in a line each. Not in the command, whose methods picocli looks at before any is called:
 * a type of another library there opens that library at every start.
 */
final class SamplerWords {
  private SamplerWords() {}

  /** The samplers of a definition by level, in its order. */
  static SequencedMap<String, String> of(Definition definition) {
    SequencedMap<String, String> words = new LinkedHashMap<>();
    definition.samplers().forEach((level, sampler) -> words.put(level, describe(sampler)));
    return words;
  }

  private static String describe(SamplerSpec spec) {
    return switch (spec) {
      case AlwaysSpec always -> "always: keeps everything";
      case HeadSpec head -> "head: consistent probability " + head.ratio() + " by trace id";
      case TailSpec tail ->
          "tail: the Collector's policies "
              + tail.policies().stream().map(Policy.Named::name).toList();
      case PublishedSpec published ->
          "published: head rules, tail policies and a token bucket as a published platform has them";
      case AdaptiveSpec adaptive ->
          String.format(
              Locale.ROOT,
              "adaptive: %.3g %% of the bytes, spent where they tell most",
              100 * adaptive.byteBudget().orElseThrow());
    };
  }
}
