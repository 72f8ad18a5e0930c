package mop.reports.words;

import java.util.OptionalInt;
import mop.analysis.result.Result;

/** The command that a reader would most likely want now. */
public final class NextStep {

  private NextStep() {}

  /**
   * More blocks where nothing is adopted and they would decide (a recording has no more, it must be
   * longer); the reader's own telemetry where the built-in workload has decided; the same question
   * with another seed otherwise.
   */
  public static String of(Findings f) {
    Result result = f.result();
    String spec = result.run().workload().spec();
    String workload = spec.equals("shop") ? "" : " --workload " + quoted(spec);
    String run = "./workbench run " + result.experiment().name();
    OptionalInt blocks = f.blocksNeeded();
    boolean open = !result.recommendation().adopt();
    boolean drawn = spec.startsWith("shop");
    if (open && blocks.isPresent() && blocks.getAsInt() > result.design().replicates()) {
      return drawn
          ? run + workload + " --replicates " + blocks.getAsInt()
          : run
              + workload
              + " on a recording about "
              + Math.ceilDiv(blocks.getAsInt(), result.design().replicates())
              + " times as long";
    }
    return drawn
        ? run + " --workload otlp:PATH"
        : run + workload + " --seed " + (result.run().seed() + 1);
  }

  private static String quoted(String word) {
    boolean plain = word.matches("[A-Za-z0-9_./:=,@%+-]+");
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
