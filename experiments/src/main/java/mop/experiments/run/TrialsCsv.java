package mop.experiments.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mop.experiments.run.Journal.TrialDone;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** All trials as CSV: one row a trial, one column an outcome. */
final class TrialsCsv {
  private TrialsCsv() {}

  /** Rows in the order of the journal; a value that a trial does not have is empty. */
  static String render(List<TrialDone> trials, JudgedTrials judged) {
    Table table =
        Table.create(
            "trials",
            IntColumn.create("block", trials.stream().mapToInt(TrialDone::block).toArray()),
            StringColumn.create("treatment", trials.stream().map(TrialDone::treatment).toList()),
            IntColumn.create("order", trials.stream().mapToInt(TrialDone::order).toArray()),
            StringColumn.create(
                "invalid",
                trials.stream().map(t -> t.invalid() == null ? "" : t.invalid()).toList()));
    List<Map<String, Double>> rows = trials.stream().map(judged::outcomes).toList();
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
    return table.write().toString("csv");
  }
}
