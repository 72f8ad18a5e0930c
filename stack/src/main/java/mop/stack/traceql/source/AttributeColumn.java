package mop.stack.traceql.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import mop.stack.parquet.ColumnChunk;
import mop.stack.parquet.RowReader;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.TagSource;
import mop.stack.traceql.engine.ValueTest;
import mop.stack.traceql.source.ValueDecoder.Meaning;

/**
 * An attribute among the generic ones: a list of keys, and a list of values for each type. Only
 * rows that have the key are asked for values.
 */
final class AttributeColumn extends FieldColumn {
  private final ColumnChunk keys;
  private final byte[] key;
  private final List<Typed> values;
  private RowReader keyReader;

  /** Slots that have the key, with the number of the attribute within the row. */
  private int[] owners = new int[16];

  private int[] attributes = new int[16];
  private int found;

  /** A list of values. */
  private static final class Typed {
    final ColumnChunk chunk;
    final ValueDecoder decoder;
    RowReader reader;

    Typed(ColumnChunk chunk, Meaning meaning) {
      this.chunk = chunk;
      this.decoder = new ValueDecoder(meaning);
      this.reader = chunk.read(new BitSet(), false);
    }
  }

  /**
   * @param group of the columns
   * @param prefix name of the list: {@code rs.ss.Spans.Attrs}
   */
  AttributeColumn(Level level, GroupColumns group, String prefix, String key) {
    super(level);
    this.keys = group.chunk(prefix + ".Key");
    this.key = key.getBytes(StandardCharsets.UTF_8);
    this.keyReader = keys.read(new BitSet(), false);
    this.values = new ArrayList<>();
    add(group, prefix + ".Value", Meaning.TEXT);
    add(group, prefix + ".ValueInt", Meaning.INT);
    add(group, prefix + ".ValueDouble", Meaning.REAL);
    add(group, prefix + ".ValueBool", Meaning.FLAG);
  }

  private void add(GroupColumns group, String name, Meaning meaning) {
    ColumnChunk chunk = group.chunk(name);
    if (!chunk.empty()) {
      values.add(new Typed(chunk, meaning));
    }
  }

  @Override
  void begin(BitSet needed, boolean ahead) {
    keyReader = keys.read(needed, ahead);
    values.forEach(v -> v.reader = v.chunk.read(needed, ahead));
  }

  /** The key's number in the dictionary; −1 when it is not there. */
  private int number() throws IOException {
    if (keys.empty() || !keys.hasDictionary()) {
      return -1;
    }
    List<byte[]> dictionary = keys.dictionary();
    for (int i = 0; i < dictionary.size(); i++) {
      if (Arrays.equals(dictionary.get(i), key)) {
        return i;
      }
    }
    return -1;
  }

  private boolean absent() throws IOException {
    return keys.empty() || (keys.hasDictionary() && number() < 0);
  }

  @Override
  void load(int row) throws IOException {
    if (absent()) {
      return;
    }
    findKeys(row);
    for (Typed t : found == 0 ? List.<Typed>of() : values) {
      loadValues(t, row);
    }
  }

  private boolean isKey(RowReader in) {
    return Arrays.equals(in.bytes(), in.offset(), in.offset() + in.length(), key, 0, key.length);
  }

  /** Of a key that comes twice in a slot the first counts. */
  private void findKeys(int row) throws IOException {
    int number = number();
    int attribute = -1;
    found = 0;
    keyReader.seek(row);
    while (keyReader.next()) {
      attribute++;
      if (keyReader.repetition() <= level().repetition()) {
        slot();
      }
      if (keyReader.present()
          && (keyReader.index() >= 0 ? keyReader.index() == number : isKey(keyReader))
          && (found == 0 || owners[found - 1] != lastSlot())) {
        if (found == owners.length) {
          owners = Arrays.copyOf(owners, found * 2);
          attributes = Arrays.copyOf(attributes, found * 2);
        }
        owners[found] = lastSlot();
        attributes[found++] = attribute;
      }
    }
  }

  private void loadValues(Typed t, int row) throws IOException {
    int attribute = -1;
    int next = 0;
    List<Value> several = new ArrayList<>();
    t.reader.seek(row);
    while (t.reader.next()) {
      if (t.reader.repetition() <= level().repetition() + 1) {
        attribute++;
        if (next < found && attributes[next] < attribute) {
          store(next++, several);
        }
      }
      if (next == found) {
        return;
      }
      if (t.reader.present() && attributes[next] == attribute) {
        several.add(t.decoder.decode(t.reader));
      }
    }
    if (next < found) {
      store(next, several);
    }
  }

  private void store(int i, List<Value> several) {
    if (!several.isEmpty() && at(owners[i]).isNil()) {
      put(owners[i], Value.of(several));
    }
    several.clear();
  }

  @Override
  boolean values(BitSet rows, TagSource.ValueSink sink) throws IOException {
    return super.values(matching(rows, new ValueTest.Exists()), sink);
  }

  @Override
  long cost() {
    return keys.bytes() + values.stream().mapToLong(v -> v.chunk.bytes()).sum();
  }

  @Override
  BitSet matching(BitSet rows, ValueTest test) throws IOException {
    BitSet found = new BitSet();
    if (absent() || !possible(test)) {
      return found;
    }
    int number = number();
    RowReader in = keys.read(rows, true);
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      in.seek(row);
      while (!found.get(row) && in.next()) {
        found.set(row, in.present() && (in.index() >= 0 ? in.index() == number : isKey(in)));
      }
    }
    return found;
  }

  /** Whether any value of the row group, whatever its key, can pass. */
  private boolean possible(ValueTest test) throws IOException {
    for (Typed t : values) {
      boolean text = t.decoder.meaning() == Meaning.TEXT;
      if (!text || !t.chunk.hasDictionary()) {
        if (text || takesOthers(test)) {
          return true;
        }
      } else if (!PlainColumn.passing(t.chunk.dictionary(), t.decoder, test).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the test can pass something that is no text. */
  private static boolean takesOthers(ValueTest test) {
    return switch (test) {
      case ValueTest.Exists _ -> true;
      case ValueTest.Compares c -> !(c.constant() instanceof Value.Text);
      case ValueTest.Matches _ -> false;
    };
  }
}
