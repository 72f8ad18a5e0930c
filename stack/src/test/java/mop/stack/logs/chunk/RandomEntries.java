package mop.stack.logs.chunk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import mop.stack.labels.Labels;

/** Entries as a stream may get them: mostly in order, some late, some twice. */
final class RandomEntries {
  record Entry(long time, String line, Labels metadata) {}

  private RandomEntries() {}

  static List<Entry> make(long seed, int count) {
    Random random = new Random(seed);
    List<Entry> entries = new ArrayList<>();
    long time = 1_700_000_000_000_000_000L;
    for (int i = 0; i < count; i++) {
      if (i > 10 && random.nextInt(20) == 0) {
        entries.add(entries.get(i - 1 - random.nextInt(10)));
        continue;
      }
      time += random.nextInt(3) * 1_000_003L;
      long late = random.nextInt(10) == 0 ? random.nextInt(2_000_000_000) : 0;
      entries.add(new Entry(time - late, line(random), metadata(random)));
    }
    return entries;
  }

  private static String line(Random random) {
    StringBuilder line = new StringBuilder();
    int words = random.nextInt(30);
    for (int i = 0; i < words; i++) {
      line.append("word").append(random.nextInt(50)).append(random.nextInt(9) == 0 ? "é\n😀" : " ");
    }
    return line.toString();
  }

  private static Labels metadata(Random random) {
    Labels.Builder b = Labels.builder();
    for (int i = random.nextInt(4); i > 0; i--) {
      b.set("key" + random.nextInt(6), "value" + random.nextInt(40));
    }
    return b.build();
  }

  /** What a chunk of them must give: in the order of time, else of their coming, each once. */
  static List<Entry> stored(List<Entry> entries) {
    return entries.stream().distinct().sorted(Comparator.comparingLong(Entry::time)).toList();
  }

  static void append(ChunkBuilder chunk, List<Entry> entries) throws java.io.IOException {
    for (Entry e : entries) {
      chunk.append(e.time(), e.line().getBytes(StandardCharsets.UTF_8), e.metadata());
    }
  }

  static List<Entry> read(EntryCursor cursor) throws java.io.IOException {
    List<Entry> entries = new ArrayList<>();
    while (cursor.next()) {
      entries.add(new Entry(cursor.timestamp(), cursor.line(), cursor.metadata()));
    }
    return entries;
  }
}
