package mop.analysis.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.analysis.result.Estimate;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;

/**
 * What the runs of one experiment say in the order of time.
 *
 * @param schema {@link #SCHEMA}
 * @param alike what all runs here have in common, by name
 * @param runs oldest first
 * @param notes what differs between these runs and may explain a change
 * @param series two for each treatment, cost first
 * @param leftOut runs that cannot be compared with the newest, and why
 */
public record RunHistory(
    String schema,
    String experiment,
    Map<String, String> alike,
    List<Run> runs,
    List<String> notes,
    List<Series> series,
    List<LeftOut> leftOut) {
  /** Name and version of this document. */
  public static final String SCHEMA = "mop.history/v1";

  /**
   * One run.
   *
   * @param startedAt ISO 8601 in UTC
   * @param telemetry SHA-256 of what was driven; equal telemetry has equal blocks
   */
  public record Run(String id, String startedAt, String version, String telemetry) {}

  /**
   * A run that takes no part.
   *
   * @param startedAt ISO 8601 in UTC, empty where it is not finished
   * @param why what it has other than the newest
   */
  public record LeftOut(String id, String startedAt, String why) {}

  /**
   * One primary outcome of one treatment over the runs. Of the baseline it is the value itself, of
   * the others what they change against the baseline on the same blocks: of the bill as a fraction
   * of the baseline's, of a share as the difference.
   *
   * @param better {@code lower} or {@code higher}
   * @param unit of the values
   */
  public record Series(
      String treatment,
      boolean baseline,
      String outcome,
      String label,
      String better,
      String unit,
      Provenance provenance,
      List<Value> values,
      Changes changes,
      Gate gate) {}

  /**
   * The value of one run.
   *
   * @param run counts from 1, as {@link RunHistory#runs} stands
   */
  public record Value(int run, Estimate estimate) {}

  /**
   * Changes of distribution in a series.
   *
   * @param notSearched why they were not looked for
   */
  public record Changes(Optional<String> notSearched, List<Change> found) {}

  /**
   * A change.
   *
   * @param run the first after it
   * @param p of the permutation test
   * @param before mean of the runs since the change before
   * @param after mean of the runs up to the next change
   */
  public record Change(int run, double p, double before, double after) {}

  /**
   * The newest run against those before it since the last change.
   *
   * @param answer absent when it was not judged
   * @param why why it was not judged, or could not be told
   * @param since first run of the comparison
   * @param until last run of the comparison, not the newest
   * @param change newest less their mean, as a fraction (of the baseline's bill, for cost)
   * @param margin largest accepted change for the worse, in the same unit
   */
  public record Gate(
      Optional<RegressionGate.Answer> answer,
      Optional<String> why,
      int since,
      int until,
      Optional<Estimate> change,
      double margin) {}

  /**
   * Reads the runs of one experiment.
   *
   * @param results at least one, in any order
   * @param unfinished names of runs without a result
   * @param costMargin largest accepted rise of a bill, as a fraction of the baseline's bill
   */
  public static RunHistory of(List<Result> results, List<String> unfinished, double costMargin) {
    ComparableRuns comparable = ComparableRuns.of(results);
    List<Result> runs = comparable.runs();
    List<Series> series = new ArrayList<>();
    for (Result.Treatment treatment : runs.getLast().design().treatments()) {
      series.add(SeriesReader.cost(runs, treatment, costMargin));
      series.add(SeriesReader.accuracy(runs, treatment));
    }
    List<LeftOut> leftOut = new ArrayList<>(comparable.leftOut());
    unfinished.forEach(id -> leftOut.add(new LeftOut(id, "", "not finished")));
    return new RunHistory(
        SCHEMA,
        runs.getLast().experiment().name(),
        comparable.alike(),
        runs.stream().map(RunHistory::run).toList(),
        RunNotes.of(runs),
        series,
        leftOut);
  }

  private static Run run(Result result) {
    return new Run(
        result.run().id(),
        result.run().startedAt(),
        result.run().version(),
        result.run().workload().sha256());
  }

  /** Series of the newest run with this answer. */
  public List<Series> with(RegressionGate.Answer answer) {
    return series.stream()
        .filter(each -> each.gate().answer().equals(Optional.of(answer)))
        .toList();
  }
}
