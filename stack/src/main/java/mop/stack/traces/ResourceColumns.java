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
    byte[] service = r.serviceName();
    serviceName.add(service, 0, service.length);
    dropped.add(r.dropped);
    for (StoredResource.Pair p : r.attributes) {
      if (!r.isServiceName(p)) {
        attributes.add(r.bytes, p.from(), p.to());
      }
    }
    attributes.flush();
  }
}
