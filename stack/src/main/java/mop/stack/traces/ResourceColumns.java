package mop.stack.traces;

import java.util.List;
import mop.stack.parquet.DictionaryColumn;
import mop.stack.parquet.IntColumn;
import mop.stack.parquet.LevelStream;

/** Columns of {@code rs.Resource}. */
final class ResourceColumns {
  private final LevelStream resources;
  private final DictionaryColumn serviceName;
  private final IntColumn dropped;
  private final DedicatedWriter attributes;

  ResourceColumns(WriterColumns columns, List<ColumnPlan.Assigned> plan, boolean arrays) {
    serviceName = columns.texts("rs.Resource.ServiceName");
    resources = serviceName.levels();
    dropped = columns.ints("rs.Resource.DroppedAttributesCount");
    attributes = new DedicatedWriter(columns, "rs.Resource", plan, arrays);
  }

  void add(StoredResource r) {
    resources.add();
    serviceName.add(r.serviceName, 0, r.serviceName.length);
    dropped.add(r.dropped);
    for (StoredResource.Pair p : r.sorted) {
      attributes.add(r.bytes, p.keyFrom(), p.keyTo(), p.valueFrom(), p.valueTo());
    }
    attributes.flush();
  }
}
