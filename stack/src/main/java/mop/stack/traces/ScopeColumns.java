package mop.stack.traces;

import mop.stack.parquet.DictionaryColumn;
import mop.stack.parquet.IntColumn;
import mop.stack.parquet.LevelStream;
import org.jspecify.annotations.Nullable;

/** Columns of {@code rs.ss}. */
final class ScopeColumns {
  private final LevelStream scopes;
  private final DictionaryColumn name;
  private final DictionaryColumn version;
  private final IntColumn dropped;
  private final AttributeColumns attributes;

  /** Only in vParquet5. */
  private final @Nullable IntColumn spanCount;

  ScopeColumns(WriterColumns columns) {
    name = columns.texts("rs.ss.Scope.Name");
    scopes = name.levels();
    version = columns.texts("rs.ss.Scope.Version");
    dropped = columns.ints("rs.ss.Scope.DroppedAttributesCount");
    attributes = new AttributeColumns(columns, "rs.ss.Scope.Attrs");
    spanCount = columns.has("rs.ss.SpanCount") ? columns.ints("rs.ss.SpanCount") : null;
  }

  /**
   * @param several whether the resource has more scopes than this one
   */
  void add(StoredResource scope, int spans, boolean several) {
    scopes.add();
    name.add(scope.name, 0, scope.name.length);
    version.add(scope.version, 0, scope.version.length);
    dropped.add(scope.dropped);
    if (spanCount != null) {
      spanCount.add(spans);
    }
    for (StoredResource.Pair p : several ? scope.sorted : scope.attributes) {
      attributes.add(scope.bytes, p.keyFrom(), p.keyTo(), p.valueFrom(), p.valueTo());
    }
  }
}
