package mop.stack.metrics.head;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import org.jspecify.annotations.Nullable;

/** Finds series by their labels. Thread-safe. */
final class HeadIndex {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<Labels, MemSeries> byLabels = new HashMap<>();

  /** For each name and value the series that have it. */
  private final Map<String, Map<String, List<MemSeries>>> postings = new HashMap<>();

  @Nullable MemSeries get(Labels labels) {
    lock.readLock().lock();
    try {
      return byLabels.get(labels);
    } finally {
      lock.readLock().unlock();
    }
  }

  int size() {
    lock.readLock().lock();
    try {
      return byLabels.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  void add(Collection<MemSeries> series) {
    lock.writeLock().lock();
    try {
      for (MemSeries s : series) {
        byLabels.put(s.labels, s);
        s.labels.forEach(
            (name, value) -> values(name).computeIfAbsent(value, v -> new ArrayList<>(1)).add(s));
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Map<String, List<MemSeries>> values(String name) {
    return postings.computeIfAbsent(name, n -> new HashMap<>());
  }

  void remove(Set<MemSeries> gone) {
    lock.writeLock().lock();
    try {
      Map<String, Set<String>> touched = new HashMap<>();
      for (MemSeries s : gone) {
        byLabels.remove(s.labels);
        s.labels.forEach((n, v) -> touched.computeIfAbsent(n, k -> new HashSet<>()).add(v));
      }
      touched.forEach((name, values) -> remove(name, values, gone));
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void remove(String name, Set<String> values, Set<MemSeries> gone) {
    Map<String, List<MemSeries>> lists = values(name);
    for (String value : values) {
      lists.computeIfPresent(
          value,
          (v, list) -> {
            list.removeIf(gone::contains);
            return list.isEmpty() ? null : list;
          });
    }
    if (lists.isEmpty()) {
      postings.remove(name);
    }
  }

  List<MemSeries> all() {
    lock.readLock().lock();
    try {
      return List.copyOf(byLabels.values());
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Reference of a series that has that label; 0 when there is none. */
  long first(String name, String value) {
    lock.readLock().lock();
    try {
      List<MemSeries> list = postings.getOrDefault(name, Map.of()).get(value);
      return list == null ? 0 : list.getFirst().ref;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The series that satisfy all matchers, in no order. */
  List<MemSeries> select(List<Matcher> matchers) {
    lock.readLock().lock();
    try {
      Matcher narrowest = null;
      long fewest = byLabels.size();
      for (Matcher m : matchers) {
        long count = m.matches("") ? Long.MAX_VALUE : lists(m).stream().mapToLong(List::size).sum();
        if (count < fewest || (count == fewest && narrowest == null)) {
          fewest = count;
          narrowest = m;
        }
      }
      List<Test> tests = new ArrayList<>();
      for (Matcher m : matchers) {
        if (m != narrowest) {
          tests.add(new Test(m, new HashMap<>()));
        }
      }
      List<MemSeries> found = new ArrayList<>();
      if (narrowest == null) {
        filter(byLabels.values(), tests, found);
      } else {
        lists(narrowest).forEach(list -> filter(list, tests, found));
      }
      return found;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The lists of series whose value of the matcher's label, which they have, satisfies it. */
  private List<List<MemSeries>> lists(Matcher m) {
    Map<String, List<MemSeries>> values = postings.getOrDefault(m.name(), Map.of());
    if (m.op() == Matcher.Op.EQUAL) {
      List<MemSeries> list = values.get(m.value());
      return list == null ? List.of() : List.of(list);
    }
    List<List<MemSeries>> lists = new ArrayList<>();
    values.forEach((value, list) -> {
      if (m.matches(value)) {
        lists.add(list);
      }
    });
    return lists;
  }

  private static void filter(Collection<MemSeries> from, List<Test> tests, List<MemSeries> found) {
    for (MemSeries s : from) {
      boolean all = true;
      for (Test t : tests) {
        all = all && t.test(s.labels);
      }
      if (all) {
        found.add(s);
      }
    }
  }

  /** A matcher that looks at each value once. */
  private record Test(Matcher matcher, Map<String, Boolean> known) implements Predicate<Labels> {
    @Override
    public boolean test(Labels labels) {
      return known.computeIfAbsent(labels.get(matcher.name()), matcher::matches);
    }
  }
}
