package mop.stack.traces;

import java.io.IOException;
import mop.stack.parquet.ColumnReader;
import mop.stack.parquet.CorruptParquet;
import org.jspecify.annotations.Nullable;

/**
 * A column while rows are put together: stands on the next entry not yet used. A column that the
 * file does not have, or that has no value in the whole row group, is absent and reads as null.
 */
final class Cursor {
  static final Cursor ABSENT = new Cursor(null);

  private final @Nullable ColumnReader in;

  private Cursor(@Nullable ColumnReader in) {
    this.in = in;
  }

  /** A cursor over a reader that stands on its first entry. */
  static Cursor on(ColumnReader reader) {
    return new Cursor(reader);
  }

  boolean absent() {
    return in == null;
  }

  ColumnReader reader() {
    if (in == null || in.ended()) {
      throw new CorruptParquet("columns do not fit together: one ends before the others");
    }
    return in;
  }

  /** Whether the innermost repeated or optional field occurs at this entry. */
  boolean occurs() {
    return in != null && reader().present();
  }

  /** Uses up an entry. */
  void advance() throws IOException {
    if (in != null) {
      reader();
      in.next();
    }
  }

  /** Uses up an entry that must be null, because the field around it does not occur. */
  void skipNull() throws IOException {
    if (in != null) {
      if (reader().present()) {
        throw misfit();
      }
      in.next();
    }
  }

  /** Whether the entry, following one just used, repeats the innermost repeated field. */
  boolean repeats() {
    return in != null && !in.ended() && in.repetition() == in.column().maxRepetition();
  }

  /** An integer that must be there; 0 when the column is absent. */
  long number() throws IOException {
    if (in == null) {
      return 0;
    }
    long v = required().number();
    in.next();
    return v;
  }

  /** The reader at an entry that must have a value; {@link #advance} uses it up. */
  ColumnReader required() {
    ColumnReader reader = reader();
    if (!reader.present()) {
      throw misfit();
    }
    return reader;
  }

  private CorruptParquet misfit() {
    String name = in == null ? "?" : in.column().dotted();
    return new CorruptParquet("column " + name + " does not fit the columns beside it");
  }
}
