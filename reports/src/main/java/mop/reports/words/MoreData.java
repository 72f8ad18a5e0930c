package mop.reports.words;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import mop.analysis.result.Result.Treatment;

/**
 * How much more data would probably decide what is open. More blocks of the built-in workload are a
 * matter of asking for them; a recording has no more time blocks than its length gives, so it says
 * how much longer one would have to be.
 */
final class MoreData {

  private MoreData() {}

  static String of(Findings f) {
    OptionalInt needed = f.blocksNeeded();
    int had = f.result().design().replicates();
    if (needed.isEmpty() || needed.getAsInt() <= had || had == 0) {
      return "";
    }
    int blocks = needed.getAsInt();
    String more =
        f.recording()
            ? "A recording about "
                + Numbers.count(Math.ceilDiv(blocks, had))
                + " times as long"
                + faults(f, blocks, had)
            : "About " + Numbers.count(blocks) + " blocks instead of " + had;
    return more + " would probably decide" + which(f) + ".";
  }

  /** How many faults such a recording would hold, were they as frequent as in this one. */
  private static String faults(Findings f, int blocks, int had) {
    int judged = f.judgedFaults();
    if (judged == 0) {
      return "";
    }
    double faults = Numbers.roundedUp((double) judged * blocks / had, 2);
    return ", with about "
        + Numbers.fixed(faults, 0)
        + " visible faults instead of "
        + Numbers.count(judged)
        + ",";
  }

  /** The treatments for which more blocks help, where they are not all that are open. */
  private static String which(Findings f) {
    List<Treatment> open =
        f.treatments().stream().filter(t -> f.standing(t) instanceof Standing.Undecided).toList();
    List<String> helped = open.stream().filter(t -> helps(f, t)).map(Treatment::name).toList();
    return helped.size() == open.size() ? "" : " on " + listed(helped);
  }

  private static boolean helps(Findings f, Treatment t) {
    return Judging.verdicts(f, t.name()).stream()
        .flatMap(v -> Stream.ofNullable(v.blocksNeeded()))
        .findAny()
        .isPresent();
  }

  private static String listed(List<String> names) {
    return names.size() < 2
        ? String.join("", names)
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }
}
