package mop.experiments.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.YamlDocument;
import mop.experiments.definition.Definition;
import mop.experiments.definition.DefinitionReader;
import mop.experiments.workload.Workload;

/**
 * A block of another size.
 *
 * @param size its rate as a multiple of the measured blocks'
 * @param block index in the workload; no warm-up or measured block has it
 * @param workload at that rate
 */
record SizedBlock(double size, int block, Workload workload) {
  /** Behind all blocks that warm-up and measurement may ever take. */
  private static final int FIRST = DefinitionReader.MOST_REPLICATES + 100;

  /**
   * The blocks that a run draws: those of the definition, none when it is quick.
   *
   * @param warnings is told of sizes that the user's workload cannot have
   * @throws InvalidInput when the definition's own workload cannot have the definition's sizes
   */
  static List<SizedBlock> of(
      RunRequest request, Definition definition, Workload workload, List<String> warnings) {
    List<SizedBlock> blocks = new ArrayList<>();
    List<Definition.OtherSize> sizes = request.quick() ? List.of() : definition.sizes().scaling();
    for (int i = 0; i < sizes.size(); i++) {
      Definition.OtherSize other = sizes.get(i);
      try {
        Workload resized = resized(workload, other.size());
        for (int n = 0; n < other.blocks(); n++) {
          blocks.add(new SizedBlock(other.size(), FIRST + blocks.size(), resized));
        }
      } catch (InvalidInput e) {
        if (request.workload() == null) {
          throw new InvalidInput(where(definition, i) + ": " + e.getMessage());
        }
        String warning = "scaling laws lack trials of a size: " + said(e);
        if (!warnings.contains(warning)) {
          warnings.add(warning);
        }
      }
    }
    return List.copyOf(blocks);
  }

  private static Workload resized(Workload workload, double times) {
    Optional<Workload> resized = workload.atRate(times);
    return resized.orElseThrow(() ->
        new InvalidInput(
            workload.spec(),
            "a recording has one rate",
            "a workload that can be drawn at any, such as shop",
            "Without design.scaling the exponent 1 is assumed."));
  }

  private static String said(InvalidInput e) {
    return String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
  }

  private static String where(Definition definition, int position) {
    return YamlDocument.parse(definition.file(), definition.source())
        .where("design.scaling[" + position + "].size");
  }
}
