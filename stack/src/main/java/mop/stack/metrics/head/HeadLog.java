package mop.stack.metrics.head;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import mop.stack.wal.WalSettings;
import mop.stack.wal.WalWriter;

/**
 * The two logs of a head: {@code wal} has everything that was accepted, {@code wbl} once more the
 * samples out of order, which a replay of the first cannot tell. Not thread-safe.
 */
final class HeadLog implements Closeable {
  private final WalWriter wal;
  private final WalWriter wbl;
  private final RecordWriter all;
  private final RecordWriter late;

  private HeadLog(WalWriter wal, WalWriter wbl) {
    this.wal = wal;
    this.wbl = wbl;
    this.all = new RecordWriter(wal);
    this.late = new RecordWriter(wbl);
  }

  static HeadLog open(Path folder, WalSettings settings) throws IOException {
    WalWriter wal = WalWriter.open(folder.resolve(Head.WAL), settings);
    try {
      return new HeadLog(wal, WalWriter.open(folder.resolve(Head.WBL), settings));
    } catch (IOException e) {
      wal.close();
      throw e;
    }
  }

  /** Writes records. */
  interface Records {
    void write(RecordWriter all, RecordWriter late) throws IOException;
  }

  /**
   * Writes and syncs records as one group.
   *
   * @throws IOException when they cannot be written; then none of the first log's are there. Those
   *     of the second may be, which does no harm: it has no samples that the head had not checked
   */
  void commit(Records records) throws IOException {
    try {
      records.write(all, late);
      late.end();
      wbl.sync();
      all.end();
      wal.sync();
    } catch (IOException e) {
      all.drop();
      late.drop();
      undo(e);
      throw e;
    }
  }

  private void undo(IOException cause) {
    try {
      wal.rollback();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    try {
      wbl.rollback();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  WalWriter wal() {
    return wal;
  }

  WalWriter wbl() {
    return wbl;
  }

  @Override
  public void close() throws IOException {
    try {
      wal.close();
    } finally {
      wbl.close();
    }
  }
}
