package mop.stack.traces;

import java.util.List;
import mop.stack.parquet.DictionaryColumn;
import mop.stack.parquet.IntColumn;
import mop.stack.parquet.LevelStream;
import mop.stack.parquet.LongColumn;

/** Columns of {@code rs.ss.Spans.Events}. */
final class EventColumns {
  private static final String PREFIX = "rs.ss.Spans.Events";

  private final LevelStream levels;
  private final LongColumn sinceStart;
  private final DictionaryColumn name;
  private final IntColumn dropped;
  private final DedicatedWriter attributes;
  private final ProtoCursor event = new ProtoCursor();

  EventColumns(WriterColumns columns, List<ColumnPlan.Assigned> plan, boolean arrays) {
    sinceStart = columns.longs(PREFIX + ".TimeSinceStartNano");
    levels = sinceStart.levels();
    name = columns.texts(PREFIX + ".Name");
    dropped = columns.ints(PREFIX + ".DroppedAttributesCount");
    attributes = new DedicatedWriter(columns, PREFIX, plan, arrays);
  }

  /**
   * @param spanStart Unix nanoseconds; event times are stored from it on
   */
  void add(ProtoCursor at, long spanStart) {
    levels.add();
    long time = 0;
    int nameFrom = 0;
    int nameLength = 0;
    int droppedCount = 0;
    event.into(at);
    while (event.next()) {
      switch (event.field << 3 | event.wire) {
        case Otlp.EVENT_TIME << 3 | ProtoCursor.FIXED64 -> time = event.number;
        case Otlp.EVENT_NAME << 3 | ProtoCursor.LEN -> {
          nameFrom = event.from;
          nameLength = event.length();
        }
        case Otlp.EVENT_ATTRIBUTES << 3 | ProtoCursor.LEN ->
            attributes.add(event.bytes, event.from, event.to);
        case Otlp.EVENT_DROPPED_ATTRIBUTES << 3 -> droppedCount = (int) event.number;
        default -> {}
      }
    }
    attributes.flush();
    sinceStart.add(time - spanStart);
    name.add(event.bytes, nameFrom, nameLength);
    dropped.add(droppedCount);
  }
}
