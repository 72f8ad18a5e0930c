package mop.experiments.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import mop.analysis.cost.Words;
import mop.analysis.result.Provenance;

/** Where several figures come from, in one phrase. */
final class Provenances {
  private Provenances() {}

  /** Each word once, in the order of the enum: {@code measured, modelled}. */
  static String words(Stream<Provenance> figures) {
    return figures.distinct().sorted().map(Words::of).collect(Collectors.joining(", "));
  }
}
