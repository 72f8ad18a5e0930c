package mop.stack.traces;

import java.util.Set;
import java.util.stream.Collectors;
import mop.stack.parquet.Column;

/** Names of columns without the extra levels that vParquet3 and 4 put around lists and maps. */
final class ColumnNames {
  private static final Set<String> LIST_LEVELS = Set.of("list", "element", "key_value");

  private ColumnNames() {}

  /**
   * {@code rs.ss.Spans.Name} for {@code rs.list.element.ss.list.element.Spans.list.element.Name}.
   */
  static String of(Column column) {
    return column.path().stream()
        .filter(p -> !LIST_LEVELS.contains(p))
        .collect(Collectors.joining("."));
  }
}
