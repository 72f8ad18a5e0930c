package mop.stack.logs.chunk;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import mop.stack.labels.Labels;
import mop.stack.logs.Direction;
import org.jspecify.annotations.Nullable;

/**
 * The entries of several runs of one stream in one order of time, within a range, each once:
 * entries alike in time, line and metadata are one. A run is opened when the order has come to it.
 */
public final class MergedRuns implements EntryCursor {
  private final Direction direction;
  private final long from;
  private final long to;
  private final PriorityQueue<Place> places;
  private final Set<Seen> seen = new HashSet<>();
  private long seenTime;
  private @Nullable Place current;

  private record Seen(String line, Labels metadata) {}

  private static final class Place {
    final EntryRun run;
    final int order;
    long time;
    @Nullable EntryCursor cursor;

    Place(EntryRun run, int order, long time) {
      this.run = run;
      this.order = order;
      this.time = time;
    }
  }

  /**
   * @param runs in the order in which entries of the same time shall come, backward its reverse
   * @param from first nanosecond of the range
   * @param to first nanosecond behind the range
   */
  public MergedRuns(List<? extends EntryRun> runs, long from, long to, Direction direction) {
    this.direction = direction;
    this.from = from;
    this.to = to;
    int sign = direction == Direction.FORWARD ? 1 : -1;
    Comparator<Place> byTime = (a, b) -> direction.compare(a.time, b.time);
    places = new PriorityQueue<>(byTime.thenComparingInt(p -> sign * p.order));
    for (int i = 0; i < runs.size(); i++) {
      EntryRun r = runs.get(i);
      if (r.last() >= from && r.first() < to) {
        places.add(new Place(r, i, direction == Direction.FORWARD ? r.first() : r.last()));
      }
    }
  }

  @Override
  public boolean next() throws IOException {
    do {
      if (!step()) {
        return false;
      }
    } while (seenBefore());
    return true;
  }

  private boolean step() throws IOException {
    if (current != null) {
      advance(current);
      current = null;
    }
    for (Place first = places.poll(); first != null; first = places.poll()) {
      if (first.cursor != null) {
        current = first;
        return true;
      }
      first.cursor = first.run.open(direction);
      advance(first);
    }
    return false;
  }

  /** Puts the place back with its next entry in the range, if it has one. */
  private void advance(Place place) throws IOException {
    EntryCursor cursor = place.cursor;
    while (cursor != null && cursor.next()) {
      long time = cursor.timestamp();
      if (time >= from && time < to) {
        place.time = time;
        places.add(place);
        return;
      }
      if (direction == Direction.FORWARD ? time >= to : time < from) {
        return;
      }
    }
  }

  private boolean seenBefore() {
    EntryCursor c = at();
    Place other = places.peek();
    boolean alone = other == null || other.time != c.timestamp();
    if (c.timestamp() != seenTime) {
      seen.clear();
      seenTime = c.timestamp();
    }
    // Within one run entries are distinct; a lone entry needs no set.
    if (alone && seen.isEmpty()) {
      return false;
    }
    return !seen.add(new Seen(c.line(), c.metadata()));
  }

  private EntryCursor at() {
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
  public Labels metadata() {
    return at().metadata();
  }
}
