package mop.stack.logs;

import java.util.ArrayList;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.logs.format.ByteReader;
import mop.stack.logs.format.ByteWriter;
import mop.stack.logs.format.CorruptLogData;

/** Records of the write-ahead log in the form of Loki's {@code pkg/ingester/wal}, version 3. */
final class LogRecords {
  private static final int SERIES = 1;
  private static final int ENTRIES = 5;

  /** Ours: Loki has protobuf messages in its checkpoints. */
  private static final int CHECKPOINT = 64;

  /** Kind of record inside Prometheus' own encoding of series. */
  private static final int PROMETHEUS_SERIES = 1;

  private LogRecords() {}

  /** What a record says. */
  interface Reader {
    /** A stream begins; an earlier one of the fingerprint is at rest in the object store. */
    void series(long fingerprint, Labels labels);

    /**
     * Entries of a stream.
     *
     * @param counter how many entries the stream had got in all with these
     */
    void entries(long fingerprint, long counter, List<PreparedEntry> entries) throws CorruptLogData;

    /** A stream as it was at the checkpoint. */
    void checkpoint(ByteReader in) throws CorruptLogData;
  }

  static void header(int kind, String tenant, ByteWriter out) {
    out.clear();
    out.u8(kind);
    out.text(tenant);
  }

  static void checkpointHeader(String tenant, ByteWriter out) {
    header(CHECKPOINT, tenant, out);
  }

  static void series(String tenant, long fingerprint, Labels labels, ByteWriter out) {
    header(SERIES, tenant, out);
    prometheusSeries(fingerprint, labels, out);
  }

  static void prometheusSeries(long ref, Labels labels, ByteWriter out) {
    out.u8(PROMETHEUS_SERIES);
    out.be64(ref);
    labels(labels, out);
  }

  static Labels readPrometheusSeries(ByteReader in) throws CorruptLogData {
    if (in.u8() != PROMETHEUS_SERIES) {
      throw new CorruptLogData("a record of series without series");
    }
    in.skip(8);
    return labels(in);
  }

  static void labels(Labels labels, ByteWriter out) {
    out.uvarint(labels.size());
    labels.forEach((name, value) -> {
      out.text(name);
      out.text(value);
    });
  }

  static Labels labels(ByteReader in) throws CorruptLogData {
    Labels.Builder b = Labels.builder();
    for (int n = in.count(2); n > 0; n--) {
      String name = in.text();
      b.set(name, in.text());
    }
    return b.build();
  }

  /** Begins a record of entries, whose times are relative to the first one's. */
  static void entries(String tenant, long firstTime, ByteWriter out) {
    header(ENTRIES, tenant, out);
    out.be64(firstTime);
  }

  /** Adds the entries of one stream. */
  static void streamEntries(
      long fingerprint, long counter, List<PreparedEntry> all, long firstTime, ByteWriter out) {
    out.be64(fingerprint);
    out.be64(counter);
    out.uvarint(all.size());
    for (PreparedEntry e : all) {
      out.varint(e.time() - firstTime);
      out.uvarint(e.line().length);
      out.put(e.line());
      labels(e.metadata(), out);
    }
  }

  /** Reads a record; those of other tenants are passed over. */
  static void read(byte[] record, String tenant, Reader into) throws CorruptLogData {
    ByteReader in = new ByteReader(record);
    int kind = in.u8();
    if (!in.text().equals(tenant)) {
      return;
    }
    switch (kind) {
      case SERIES -> {
        ByteReader ref = new ByteReader(record, in.position() + 1L, 8);
        long fingerprint = ref.be64();
        into.series(fingerprint, readPrometheusSeries(in));
      }
      case ENTRIES -> readEntries(in, into);
      case CHECKPOINT -> into.checkpoint(in);
      default -> throw new CorruptLogData("a log record of the unknown kind " + kind);
    }
  }

  private static void readEntries(ByteReader in, Reader into) throws CorruptLogData {
    long first = in.be64();
    while (in.remaining() > 0) {
      long fingerprint = in.be64();
      long counter = in.be64();
      List<PreparedEntry> entries = new ArrayList<>();
      for (int n = in.count(3); n > 0; n--) {
        long time = first + in.varint();
        byte[] line = in.bytes(in.count(1));
        entries.add(new PreparedEntry(time, line, labels(in)));
      }
      into.entries(fingerprint, counter, entries);
    }
  }
}
