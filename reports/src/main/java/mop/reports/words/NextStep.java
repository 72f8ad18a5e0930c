package mop.reports.words;

import java.util.OptionalInt;
import mop.analysis.result.Result;

/** The command that a reader would most likely want now. */
public final class NextStep {

  private NextStep() {}

  /**
   * More blocks where nothing is adopted and they would decide; the reader's own telemetry where
   * the built-in workload has decided; the same question with another seed otherwise.
   */
  public static String of(Findings f) {
    Result result = f.result();
    String spec = result.run().workload().spec();
    String workload = spec.equals("shop") ? "" : " --workload " + quoted(spec);
    String run = "./workbench run " + result.experiment().name();
    OptionalInt blocks = f.blocksNeeded();
    boolean open = !result.recommendation().adopt();
    if (open && blocks.isPresent() && blocks.getAsInt() > result.design().replicates()) {
      return run + workload + " --replicates " + blocks.getAsInt();
    }
    return spec.startsWith("shop")
        ? run + " --workload otlp:PATH"
        : run + workload + " --seed " + (result.run().seed() + 1);
  }

  private static String quoted(String word) {
    boolean plain = word.matches("[A-Za-z0-9_./:=,@%+-]+");
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
