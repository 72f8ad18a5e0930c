package mop.reports.words;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mop.analysis.result.Result;

/** The command that a reader would most likely want now: one that works as it stands, or none. */
public final class NextStep {

  /** A word of a command as the shell splits it, quotes kept. */
  private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\\\\.|[^\\s'\\\\])+");

  private NextStep() {}

  /**
   * The run's own command with more blocks where nothing is adopted and they would decide; with
   * another seed where the run has decided. Nothing where no command helps: a recording has no more
   * blocks than it has, and {@link Headline#wouldDecide} says what would.
   */
  public static Optional<String> of(Findings f) {
    boolean open =
        f.treatments().stream().anyMatch(t -> f.standing(t) instanceof Standing.Undecided);
    if (f.result().recommendation().adopt() || !open) {
      return Optional.of(without(f, "--seed") + " --seed " + (f.result().run().seed() + 1));
    }
    OptionalInt blocks = f.blocksNeeded();
    boolean more = blocks.isPresent() && blocks.getAsInt() > f.result().design().replicates();
    return more && !f.recording()
        ? Optional.of(without(f, "--replicates", "--quick") + " --replicates " + blocks.getAsInt())
        : Optional.empty();
  }

  /** The command of the run without these options. */
  private static String without(Findings f, String... options) {
    Result.Run run = f.result().run();
    List<String> words = words(run.command());
    boolean resumed = words.stream().anyMatch(w -> w.startsWith("--resume"));
    if (resumed || words.size() < 3 || !words.get(1).equals("run")) {
      return "./workbench run "
          + f.result().experiment().name()
          + " --workload "
          + quoted(run.workload().spec());
    }
    StringBuilder out = new StringBuilder(words.getFirst());
    for (int i = 1; i < words.size(); i++) {
      String name = words.get(i).replaceFirst("=.*", "");
      if (!List.of(options).contains(name)) {
        out.append(' ').append(words.get(i));
      } else if (!words.get(i).contains("=") && !name.equals("--quick")) {
        i++;
      }
    }
    return out.toString();
  }

  private static List<String> words(String command) {
    return WORD.matcher(command).results().map(MatchResult::group).toList();
  }

  private static String quoted(String word) {
    boolean plain = word.matches("[A-Za-z0-9_./:=,@%+-]+");
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
