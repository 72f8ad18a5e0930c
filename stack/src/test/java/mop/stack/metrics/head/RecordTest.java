package mop.stack.metrics.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mop.stack.labels.Labels;
import mop.stack.metrics.MetricMetadata;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.wal.WalCompression;
import mop.stack.wal.WalReader;
import mop.stack.wal.WalSettings;
import mop.stack.wal.WalWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordTest {
  private static final WalSettings PLAIN =
      WalSettings.DEFAULT.withCompression(WalCompression.NONE).withForce(false);

  @TempDir Path folder;

  /** Writes down what it hears. */
  private static final class Listener implements RecordVisitor {
    final List<Object> heard = new ArrayList<>();

    @Override
    public void series(long ref, Labels labels) {
      heard.add(List.of("series", ref, labels));
    }

    @Override
    public void value(long ref, long millis, double value) {
      heard.add(List.of("value", ref, millis, Double.doubleToRawLongBits(value)));
    }

    @Override
    public void histogram(long ref, long millis, Histogram histogram) {
      heard.add(List.of("histogram", ref, millis, histogram));
    }

    @Override
    public void exemplar(long ref, long millis, double value, Labels labels) {
      heard.add(List.of("exemplar", ref, millis, value, labels));
    }

    @Override
    public void metadata(long ref, MetricMetadata metadata) {
      heard.add(List.of("metadata", ref, metadata));
    }

    @Override
    public void tombstone(long ref, long from, long to) {
      heard.add(List.of("tombstone", ref, from, to));
    }
  }

  private static void say(Random random, RecordVisitor to) throws IOException {
    long ref = random.nextLong(1, 1 << 20);
    long millis = 1_790_000_000_000L + random.nextInt(1 << 30) - (1 << 29);
    Labels labels = Labels.of("__name__", "m" + ref, "zone", "é" + random.nextInt(9));
    switch (random.nextInt(7)) {
      case 0 -> to.series(ref, labels);
      case 1 -> to.exemplar(ref, millis, random.nextDouble(), Labels.of("trace_id", "ab"));
      case 2 ->
          to.metadata(
              ref,
              new MetricMetadata(MetricMetadata.Type.of(random.nextInt(8)), "what it is", "s"));
      case 3 -> to.tombstone(ref, millis, millis + random.nextInt(1000));
      case 4 -> to.histogram(ref, millis, Histograms.random(random, random.nextBoolean()));
      default -> {
        for (int i = 0; i < 20; i++) {
          to.value(ref + i, millis + i, Double.longBitsToDouble(random.nextLong()));
        }
      }
    }
  }

  private List<byte[]> records(Listener listener, int count) throws IOException {
    try (WalWriter log = WalWriter.open(folder, PLAIN)) {
      RecordWriter writer = new RecordWriter(log);
      for (int i = 0; i < count; i++) {
        say(new Random(i), listener);
        say(new Random(i), writer);
      }
      writer.end();
      log.sync();
    }
    List<byte[]> records = new ArrayList<>();
    try (WalReader reader = WalReader.open(folder)) {
      for (Optional<byte[]> r = reader.next(); r.isPresent(); r = reader.next()) {
        records.add(r.get());
      }
    }
    return records;
  }

  @Test
  void everythingComesBackInItsOrder() throws IOException {
    Listener said = new Listener();
    Listener read = new Listener();

    for (byte[] record : records(said, 3000)) {
      RecordReader.read(record, read);
    }

    assertThat(read.heard).isEqualTo(said.heard);
  }

  @Test
  void damagedRecordsAreRefusedAndNeverCrash() throws IOException {
    Random random = new Random(5);
    int refused = 0;
    for (byte[] record : records(new Listener(), 300)) {
      for (int trial = 0; trial < 30; trial++) {
        byte[] bad = java.util.Arrays.copyOf(record, random.nextInt(record.length + 1));
        if (bad.length > 1) {
          bad[1 + random.nextInt(bad.length - 1)] = (byte) random.nextInt();
        }
        try {
          RecordReader.read(bad, new Listener());
        } catch (CorruptRecord e) {
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(500);
  }

  /**
   * A record of version 2 of two samples with start times, made by hand after the description in
   * Prometheus 3.14's {@code record.go}: ref 1, time 1000, start 500, value 1; then ref +1, time
   * +10, start as before (1), value 2; then ref +1, time +20, start explicit (2) +5, value 3.
   */
  @Test
  void samplesWithStartTimesAreRead() throws IOException {
    byte[] record =
        HexFormat.of()
            .parseHex(
                "0b"
                    + "02d00fe807"
                    + "3ff0000000000000"
                    + "0214"
                    + "01"
                    + "4000000000000000"
                    + "0228"
                    + "020a"
                    + "4008000000000000");
    Listener read = new Listener();

    RecordReader.read(record, read);

    assertThat(read.heard)
        .containsExactly(
            List.of("value", 1L, 1000L, Double.doubleToRawLongBits(1)),
            List.of("value", 2L, 1010L, Double.doubleToRawLongBits(2)),
            List.of("value", 3L, 1020L, Double.doubleToRawLongBits(3)));
  }
}
