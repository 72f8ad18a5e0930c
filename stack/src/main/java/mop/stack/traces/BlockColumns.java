package mop.stack.traces;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mop.stack.parquet.Column;
import mop.stack.parquet.ParquetFile;

/**
 * The columns of a block by what they hold, for readers that need only some of them. Names are
 * those of vParquet5; the extra levels that vParquet4 puts around lists are left out.
 */
public final class BlockColumns {
  private final ParquetFile file;
  private final Map<String, Column> byName = new TreeMap<>();
  private final ColumnPlan plan;

  public BlockColumns(BlockReader block) {
    file = block.file();
    plan = ColumnPlan.stored(block.meta().format(), block.meta().dedicatedColumns());
    for (Column c : file.footer().schema().columns()) {
      byName.put(ColumnNames.of(c), c);
    }
  }

  public ParquetFile file() {
    return file;
  }

  /** The column of that name: {@code rs.ss.Spans.Name}. */
  public Optional<Column> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Columns of attributes that have one of their own, by key, in the order of the plan. */
  public Map<String, Column> dedicated(DedicatedColumn.Scope scope) {
    String prefix =
        switch (scope) {
          case RESOURCE -> "rs.Resource.";
          case SPAN -> "rs.ss.Spans.";
          case EVENT -> "rs.ss.Spans.Events.";
        };
    Map<String, Column> found = new LinkedHashMap<>();
    for (ColumnPlan.Assigned a : plan.of(scope)) {
      Column column = byName.get(prefix + a.column());
      if (column != null) {
        found.put(a.name(), column);
      }
    }
    return found;
  }
}
