package mop.stack.traces;

import java.util.Arrays;
import mop.stack.parquet.BytesColumn;
import mop.stack.parquet.ColumnWriter;
import mop.stack.parquet.DictionaryColumn;
import mop.stack.parquet.IntColumn;
import mop.stack.parquet.LevelStream;

/** Columns of {@code ServiceStats}: spans and errors of a trace by service, sorted by name. */
final class ServiceStatsColumns {
  private final LevelStream levels;
  private final ColumnWriter name;
  private final IntColumn spanCount;
  private final IntColumn errorCount;

  private int[] services = new int[16];
  private int[] counts = new int[16];
  private int[] errors = new int[16];
  private int size;

  ServiceStatsColumns(WriterColumns columns, boolean v5) {
    String value = v5 ? "ServiceStats." : "ServiceStats.value.";
    name = columns.any(v5 ? "ServiceStats.ServiceName" : "ServiceStats.key");
    levels = name.levels();
    spanCount = columns.ints(value + "SpanCount");
    errorCount = columns.ints(value + "ErrorCount");
  }

  void add(SpanTable spans, TraceLayout layout, OriginCatalog catalog) {
    size = 0;
    for (int r = 0; r < layout.resources; r++) {
      int s = slot(catalog.serviceOf(layout.resourceId[r]), catalog);
      int from = layout.scopeStart[layout.resourceStart[r]];
      int to = layout.scopeStart[layout.resourceStart[r + 1]];
      counts[s] += to - from;
      for (int p = from; p < to; p++) {
        errors[s] += spans.status[layout.order[p]] == Otlp.STATUS_CODE_ERROR ? 1 : 0;
      }
    }
    for (int s = 0; s < size; s++) {
      levels.add();
      addName(catalog.service(services[s]));
      spanCount.add(counts[s]);
      errorCount.add(errors[s]);
    }
  }

  private void addName(byte[] service) {
    if (name instanceof DictionaryColumn dictionary) {
      dictionary.add(service, 0, service.length);
    } else if (name instanceof BytesColumn bytes) {
      bytes.add(service, 0, service.length);
    }
  }

  /** The slot of a service, kept sorted by name. */
  private int slot(int service, OriginCatalog catalog) {
    int at = 0;
    while (at < size && services[at] != service && before(services[at], service, catalog)) {
      at++;
    }
    if (at < size && services[at] == service) {
      return at;
    }
    if (size == services.length) {
      services = Arrays.copyOf(services, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
      errors = Arrays.copyOf(errors, size * 2);
    }
    System.arraycopy(services, at, services, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    System.arraycopy(errors, at, errors, at + 1, size - at);
    services[at] = service;
    counts[at] = 0;
    errors[at] = 0;
    size++;
    return at;
  }

  private static boolean before(int a, int b, OriginCatalog catalog) {
    return Arrays.compareUnsigned(catalog.service(a), catalog.service(b)) < 0;
  }
}
