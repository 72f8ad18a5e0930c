package mop.stack.logs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import mop.stack.labels.Labels;
import org.jspecify.annotations.Nullable;

/**
 * The entries of many streams in one order of time. A stream is opened when the order has come to
 * its first possible entry: a reader that stops early opens only what it needed.
 */
public final class MergedCursor implements LogCursor {
  private final Direction direction;
  private final PriorityQueue<Place> places;
  private @Nullable Place current;

  /** A stream and the time of its next entry; until it is opened, the earliest it may have. */
  private static final class Place {
    final LogSource.Stream stream;
    final int order;
    long time;
    @Nullable LogCursor cursor;

    Place(LogSource.Stream stream, int order, long time) {
      this.stream = stream;
      this.order = order;
      this.time = time;
    }
  }

  public MergedCursor(List<? extends LogSource.Stream> streams, Direction direction) {
    this.direction = direction;
    List<Place> all = new ArrayList<>();
    for (LogSource.Stream s : streams) {
      long bound = direction == Direction.FORWARD ? s.firstNanos() : s.lastNanos();
      all.add(new Place(s, all.size(), bound));
    }
    Comparator<Place> byTime = (a, b) -> direction.compare(a.time, b.time);
    places = new PriorityQueue<>(byTime.thenComparingInt(p -> p.order));
    places.addAll(all);
  }

  @Override
  public boolean next() throws IOException {
    if (current != null) {
      advance(current);
      current = null;
    }
    while (true) {
      Place first = places.peek();
      if (first == null) {
        return false;
      }
      if (first.cursor != null) {
        current = places.poll();
        return true;
      }
      places.poll();
      first.cursor = first.stream.entries(direction);
      advance(first);
    }
  }

  private void advance(Place place) throws IOException {
    if (place.cursor != null && place.cursor.next()) {
      place.time = place.cursor.timestamp();
      places.add(place);
    }
  }

  private LogCursor at() {
    if (current == null || current.cursor == null) {
      throw new IllegalStateException("the cursor stands at no entry");
    }
    return current.cursor;
  }

  @Override
  public long timestamp() {
    return at().timestamp();
  }

  @Override
  public String line() {
    return at().line();
  }

  @Override
  public Labels labels() {
    return at().labels();
  }

  @Override
  public Labels structuredMetadata() {
    return at().structuredMetadata();
  }
}
