package mop.experiments.run;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import mop.analysis.cost.Costing;
import mop.analysis.inference.MatchedBlock;
import mop.experiments.run.Journal.TrialDone;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * All trials as CSV: one row a trial, one column an outcome, and the counts of matched faults that
 * the primary accuracy is judged by.
 */
final class TrialsCsv {
  private TrialsCsv() {}

  /** Rows in the order of the journal; a value that a trial does not have is empty. */
  static String render(List<TrialDone> trials, JudgedTrials judged, Costing costing) {
    Table table =
        Table.create(
            "trials",
            IntColumn.create("block", trials.stream().mapToInt(TrialDone::block).toArray()),
            StringColumn.create("treatment", trials.stream().map(TrialDone::treatment).toList()),
            IntColumn.create("order", trials.stream().mapToInt(TrialDone::order).toArray()),
            StringColumn.create(
                "invalid",
                trials.stream().map(t -> t.invalid() == null ? "" : t.invalid()).toList()));
    List<Map<String, Double>> rows =
        trials.stream().map(trial -> outcomes(trial, judged, costing)).toList();
    Set<String> names = new TreeSet<>();
    rows.forEach(row -> names.addAll(row.keySet()));
    List<DoubleColumn> columns = new ArrayList<>();
    for (String name : names) {
      DoubleColumn column = DoubleColumn.create(name);
      for (Map<String, Double> row : rows) {
        Double value = row.get(name);
        if (value == null) {
          column.appendMissing();
        } else {
          column.append(value.doubleValue());
        }
      }
      columns.add(column);
    }
    table.addColumns(columns.toArray(DoubleColumn[]::new));
    List<Optional<MatchedBlock>> matched =
        trials.stream().map(trial -> matched(trial, judged)).toList();
    table.addColumns(
        count("faults.both", matched, MatchedBlock::both),
        count("faults.onlyBaseline", matched, MatchedBlock::onlyBaseline),
        count("faults.onlyTreatment", matched, MatchedBlock::onlyTreatment),
        count("faults.neither", matched, MatchedBlock::neither));
    return table.write().toString("csv");
  }

  private static Map<String, Double> outcomes(
      TrialDone trial, JudgedTrials judged, Costing costing) {
    Map<String, Double> outcomes = judged.outcomes(trial);
    if (trial.invalid() == null) {
      BigDecimal monthly = costing.monthlyOf(trial.treatment()).get(trial.block());
      outcomes.put(Costing.OUTCOME, Objects.requireNonNull(monthly).doubleValue());
    }
    return outcomes;
  }

  private static Optional<MatchedBlock> matched(TrialDone trial, JudgedTrials judged) {
    return trial.invalid() == null
        ? Optional.of(judged.accuracy(trial).matched(trial.block()))
        : Optional.empty();
  }

  private static IntColumn count(
      String name, List<Optional<MatchedBlock>> matched, ToIntFunction<MatchedBlock> cell) {
    IntColumn column = IntColumn.create(name);
    for (Optional<MatchedBlock> block : matched) {
      if (block.isPresent()) {
        column.append(cell.applyAsInt(block.get()));
      } else {
        column.appendMissing();
      }
    }
    return column;
  }
}
