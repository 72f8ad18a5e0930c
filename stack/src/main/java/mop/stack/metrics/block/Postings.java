package mop.stack.metrics.block;

import java.util.Arrays;
import java.util.List;

/** Set algebra on rising lists of series references. */
final class Postings {
  /** From so many references on a union is made with a bit for each. */
  private static final int BITMAP_FROM = 1 << 12;

  private Postings() {}

  static int[] union(List<int[]> lists) {
    if (lists.size() == 1) {
      return lists.getFirst();
    }
    long total = 0;
    int highest = 0;
    for (int[] l : lists) {
      total += l.length;
      highest = l.length == 0 ? highest : Math.max(highest, l[l.length - 1]);
    }
    // A series of Prometheus has at least 32 bytes or so: bits are few where references are many.
    return total < BITMAP_FROM || total < highest / 64
        ? sorted(lists, total)
        : bits(lists, highest);
  }

  private static int[] sorted(List<int[]> lists, long total) {
    int[] all = new int[Math.toIntExact(total)];
    int n = 0;
    for (int[] l : lists) {
      System.arraycopy(l, 0, all, n, l.length);
      n += l.length;
    }
    Arrays.sort(all);
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        all[kept++] = all[i];
      }
    }
    return kept == all.length ? all : Arrays.copyOf(all, kept);
  }

  private static int[] bits(List<int[]> lists, int highest) {
    long[] words = new long[(highest >>> 6) + 1];
    for (int[] l : lists) {
      for (int ref : l) {
        words[ref >>> 6] |= 1L << ref;
      }
    }
    int count = 0;
    for (long w : words) {
      count += Long.bitCount(w);
    }
    int[] all = new int[count];
    int n = 0;
    for (int i = 0; i < words.length; i++) {
      for (long w = words[i]; w != 0; w &= w - 1) {
        all[n++] = (i << 6) + Long.numberOfTrailingZeros(w);
      }
    }
    return all;
  }

  static int[] intersect(int[] a, int[] b) {
    int[] few = a.length <= b.length ? a : b;
    int[] many = a.length <= b.length ? b : a;
    int[] both = new int[few.length];
    int n = 0;
    int from = 0;
    for (int ref : few) {
      from = firstNotBelow(many, from, ref);
      if (from < many.length && many[from] == ref) {
        both[n++] = ref;
      }
    }
    return Arrays.copyOf(both, n);
  }

  static boolean intersects(int[] a, int[] b) {
    int[] few = a.length <= b.length ? a : b;
    int[] many = a.length <= b.length ? b : a;
    int from = 0;
    for (int ref : few) {
      from = firstNotBelow(many, from, ref);
      if (from < many.length && many[from] == ref) {
        return true;
      }
    }
    return false;
  }

  static int[] without(int[] a, int[] b) {
    int[] rest = new int[a.length];
    int n = 0;
    int from = 0;
    for (int ref : a) {
      from = firstNotBelow(b, from, ref);
      if (from >= b.length || b[from] != ref) {
        rest[n++] = ref;
      }
    }
    return Arrays.copyOf(rest, n);
  }

  /** In steps that double, so that near places are found soon and far ones in few steps. */
  private static int firstNotBelow(int[] list, int from, int ref) {
    int step = 1;
    int low = from;
    while (low + step < list.length && list[low + step] < ref) {
      low += step;
      step *= 2;
    }
    int high = Math.min(list.length, low + step + 1);
    int i = Arrays.binarySearch(list, Math.min(low, list.length), high, ref);
    return i >= 0 ? i : -i - 1;
  }
}
