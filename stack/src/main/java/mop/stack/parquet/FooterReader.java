package mop.stack.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mop.stack.parquet.FileFooter.Chunk;
import mop.stack.parquet.FileFooter.RowGroup;

/** Reads the lists of a footer. */
final class FooterReader {
  private FooterReader() {}

  static void keyValues(CompactReader in, Map<String, String> into) {
    int n = in.list();
    for (int i = 0; i < n; i++) {
      String key = "";
      String value = "";
      in.begin();
      for (int field = in.nextField(); field != 0; field = in.nextField()) {
        switch (field) {
          case 1 -> key = in.text();
          case 2 -> value = in.text();
          default -> in.skip();
        }
      }
      into.put(key, value);
    }
  }

  static RowGroup rowGroup(CompactReader in, Schema schema) {
    List<Chunk> chunks = new ArrayList<>();
    long rows = 0;
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> {
          int n = in.list();
          if (n != schema.columns().size()) {
            throw new CorruptParquet(
                "row group has " + n + " columns, the schema " + schema.columns().size());
          }
          for (int i = 0; i < n; i++) {
            chunks.add(chunk(in, schema.columns().get(i)));
          }
        }
        case 3 -> rows = in.i64();
        default -> in.skip();
      }
    }
    return new RowGroup(chunks, rows);
  }

  private static Chunk chunk(CompactReader in, Column column) {
    long[] meta = new long[18];
    meta[3] = -1;
    long[] index = new long[8];
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 3 -> metadata(in, meta);
        case 4, 5, 6, 7 -> index[field] = in.i64();
        default -> in.skip();
      }
    }
    long data = meta[9];
    long dictionary = meta[11];
    return new Chunk(
        column,
        Codec.of((int) meta[4]),
        meta[5],
        meta[3],
        dictionary > 0 && dictionary < data ? dictionary : data,
        meta[7],
        data,
        index[6],
        Math.toIntExact(index[7]),
        index[4],
        Math.toIntExact(index[5]),
        meta[16]);
  }

  /** Integers by field id; field 3, the path, gives way to the null count. */
  private static void metadata(CompactReader in, long[] into) {
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1, 4, 5, 6, 7, 9, 11 -> into[field] = in.i64();
        case 12 -> into[3] = number(in, 3, -1);
        case 16 -> into[16] = number(in, 1, 0);
        default -> in.skip();
      }
    }
  }

  /** One integer of a struct: the null count of statistics, the string bytes of sizes. */
  private static long number(CompactReader in, int wanted, long missing) {
    long number = missing;
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      if (field == wanted) {
        number = in.i64();
      } else {
        in.skip();
      }
    }
    return number;
  }
}
