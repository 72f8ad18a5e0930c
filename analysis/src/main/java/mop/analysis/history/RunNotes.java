package mop.analysis.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mop.analysis.result.Result;

/** What differs between runs that are compared all the same, and may explain a change. */
final class RunNotes {
  private RunNotes() {}

  static List<String> of(List<Result> runs) {
    List<String> notes = new ArrayList<>();
    note(notes, runs, "version", run -> run.run().version());
    note(notes, runs, "telemetry", run -> run.run().workload().sha256());
    note(
        notes,
        runs,
        "machine, so CPU time and what it costs may differ",
        run -> run.run().machine().cpu() + ", " + run.run().machine().cores() + " cores");
    note(notes, runs, "JDK", run -> run.run().machine().jdk());
    return notes;
  }

  private static void note(
      List<String> notes, List<Result> runs, String what, Function<Result, String> fact) {
    String newest = fact.apply(runs.getLast());
    String others =
        IntStream.range(0, runs.size())
            .filter(i -> !fact.apply(runs.get(i)).equals(newest))
            .mapToObj(i -> Integer.toString(i + 1))
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      notes.add("other than the newest run's " + what + ": " + others);
    }
  }
}
