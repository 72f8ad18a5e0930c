package mop.stack.traceql.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import mop.stack.parquet.ColumnChunk;
import mop.stack.parquet.RowReader;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.TagSource;
import mop.stack.traceql.engine.ValueTest;

/** A field with a column of its own. Where that repeats within a slot, its values are an array. */
final class PlainColumn extends FieldColumn {
  /** A smaller column is fetched rather than asked for the bounds of its pages. */
  private static final int BOUNDS_FROM = 64 << 10;

  private final ColumnChunk chunk;
  private final ValueDecoder decoder;
  private RowReader reader;

  PlainColumn(Level level, ColumnChunk chunk, ValueDecoder decoder) {
    super(level);
    this.chunk = chunk;
    this.decoder = decoder;
    this.reader = chunk.read(new BitSet(), false);
  }

  @Override
  void begin(BitSet needed, boolean ahead) {
    reader = chunk.read(needed, ahead);
  }

  @Override
  void load(int row) throws IOException {
    if (chunk.empty()) {
      return;
    }
    reader.seek(row);
    while (reader.next()) {
      if (reader.repetition() <= level().repetition()) {
        slot();
      }
      if (reader.present()) {
        Value v = decoder.decode(reader);
        add(at(lastSlot()).isNil() ? v : joined(at(lastSlot()), v));
      }
    }
  }

  private static Value joined(Value before, Value v) {
    List<Value> all =
        new ArrayList<>(before instanceof Value.Many m ? m.values() : List.of(before));
    all.add(v);
    return new Value.Many(all);
  }

  /** A dictionary tells them all. */
  @Override
  boolean values(BitSet rows, TagSource.ValueSink sink) throws IOException {
    if (chunk.empty() || !chunk.hasDictionary()) {
      return super.values(rows, sink);
    }
    for (byte[] b : chunk.dictionary()) {
      if (!sink.accept(decoder.bytes(b, 0, b.length))) {
        return false;
      }
    }
    return true;
  }

  @Override
  long cost() {
    return chunk.empty() ? 0 : chunk.bytes();
  }

  @Override
  BitSet matching(BitSet rows, ValueTest test) throws IOException {
    if (chunk.empty()) {
      return new BitSet();
    }
    BitSet strings = new BitSet();
    if (chunk.hasDictionary()) {
      List<byte[]> dictionary = chunk.dictionary();
      strings = passing(dictionary, decoder, test);
      if (strings.isEmpty() || strings.cardinality() == dictionary.size()) {
        return strings.isEmpty() ? strings : rows;
      }
    }
    BitSet within =
        chunk.bytes() > BOUNDS_FROM && PageTest.tells(decoder, test)
            ? chunk.rowsWithin(rows, b -> PageTest.passes(decoder, test, b))
            : rows;
    return scan(within, strings, test);
  }

  /** Numbers of the strings that pass. */
  static BitSet passing(List<byte[]> dictionary, ValueDecoder decoder, ValueTest test) {
    BitSet passing = new BitSet();
    for (int i = 0; i < dictionary.size(); i++) {
      byte[] b = dictionary.get(i);
      passing.set(i, test.passes(decoder.bytes(b, 0, b.length)));
    }
    return passing;
  }

  private BitSet scan(BitSet rows, BitSet strings, ValueTest test) throws IOException {
    BitSet found = new BitSet();
    RowReader in = chunk.read(rows, true);
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      in.seek(row);
      while (!found.get(row) && in.next()) {
        if (in.present()) {
          int index = in.index();
          found.set(row, index >= 0 ? strings.get(index) : test.passes(decoder.decode(in)));
        }
      }
    }
    return found;
  }
}
