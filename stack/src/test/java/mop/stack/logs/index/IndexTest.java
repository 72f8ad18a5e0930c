package mop.stack.logs.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mop.stack.labels.Labels;
import mop.stack.logs.format.ByteReader;
import mop.stack.logs.format.CorruptLogData;
import org.junit.jupiter.api.Test;

class IndexTest {
  private static List<IndexSeries> series(long seed, int count) {
    Random random = new Random(seed);
    List<IndexSeries> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Labels labels =
          Labels.of("service_name", "s" + i, "zone", "z" + random.nextInt(3), "ü\uD83D\uDE00", "é");
      List<ChunkMeta> chunks = new ArrayList<>();
      long time = 1_700_000_000_000L;
      for (int k = random.nextInt(80); k >= 0; k--) {
        time += random.nextInt(7_200_000) - 600_000;
        chunks.add(
            new ChunkMeta(
                time,
                time + random.nextInt(7_200_000),
                random.nextInt(2_000),
                1 + random.nextInt(9_000),
                random.nextInt()));
      }
      all.add(new IndexSeries(labels, Fingerprint.of(labels), chunks));
    }
    return all;
  }

  @Test
  void givesBackItsSeries() throws IOException {
    for (int count : new int[] {0, 1, 3, 2_500}) {
      List<IndexSeries> written = series(count, count);
      IndexReader read = IndexReader.read(IndexWriter.write(written));
      assertThat(read.series())
          .isEqualTo(
              written.stream()
                  .sorted(Comparator.comparing(IndexSeries::fingerprint, Long::compareUnsigned))
                  .toList());
      List<ChunkMeta> all = written.stream().flatMap(s -> s.chunks().stream()).toList();
      assertThat(read.fromMillis())
          .isEqualTo(all.stream().mapToLong(ChunkMeta::minMillis).min().orElse(0));
      assertThat(read.throughMillis())
          .isEqualTo(all.stream().mapToLong(ChunkMeta::maxMillis).max().orElse(0));
    }
  }

  /** What Loki selects by; this package does not read it. */
  @Test
  void listsOfPostingsNameTheSeriesOfEachLabelValue() throws IOException {
    List<IndexSeries> written = series(4, 300);
    byte[] file = IndexWriter.write(written);
    Map<String, Integer> expected = new HashMap<>();
    for (IndexSeries s : written) {
      expected.merge("=", 1, Integer::sum);
      s.labels().forEach((n, v) -> expected.merge(n + "=" + v, 1, Integer::sum));
    }

    ByteReader toc = new ByteReader(file, file.length - IndexFormat.TOC, IndexFormat.TOC);
    toc.skip(5 * 8);
    ByteReader table = new ByteReader(file);
    table.skip(toc.be64() + 4);
    Map<String, Integer> found = new HashMap<>();
    for (int n = table.be32(); n > 0; n--) {
      assertThat(table.uvarint()).isEqualTo(2);
      String name = table.text() + "=" + table.text();
      found.put(name, postings(file, table.uvarint(), name));
    }
    assertThat(found).isEqualTo(expected);
  }

  private static int postings(byte[] file, long offset, String label) throws IOException {
    assertThat(offset % 4).isZero();
    ByteReader list = new ByteReader(file);
    list.skip(offset + 4);
    int count = list.be32();
    for (int i = 0; i < count; i++) {
      ByteReader series = new ByteReader(file);
      series.skip(16L * list.be32());
      series.uvarint();
      assertThat(series.be64()).as(label).isNotZero();
    }
    return count;
  }

  @Test
  void pagesSumUpTheirChunks() throws IOException {
    List<ChunkMeta> chunks = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long time = 10L * i;
      chunks.add(new ChunkMeta(time, time + 25, 3, 7, i));
    }
    byte[] file = IndexWriter.write(List.of(new IndexSeries(Labels.of("a", "b"), 99, chunks)));

    ByteReader toc = new ByteReader(file, file.length - IndexFormat.TOC, IndexFormat.TOC);
    toc.skip(8);
    ByteReader in = new ByteReader(file);
    in.skip((toc.be64() + 15) / 16 * 16);
    in.uvarint();
    in.skip(8 + 1 + 2);
    assertThat(in.uvarint()).isEqualTo(40);
    assertThat(in.be32()).isPositive();
    assertThat(in.uvarint()).isEqualTo(3);
    int[] sizes = {16, 16, 8};
    for (int size : sizes) {
      assertThat(in.uvarint()).isEqualTo(size);
      assertThat(in.be32()).isEqualTo(3 * size);
      assertThat(in.be32()).isEqualTo(7 * size);
      in.uvarint();
      in.varint();
      assertThat(in.varint()).isEqualTo((size - 1) * 10 + 25);
    }
  }

  @Test
  void damageIsToldAndNothingElseHappens() {
    byte[] file = IndexWriter.write(series(5, 20));
    Random random = new Random(3);
    int told = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = file.clone();
      damaged[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        IndexReader.read(damaged);
      } catch (CorruptLogData expected) {
        told++;
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
    assertThat(told).isPositive();
    assertThatThrownBy(() -> IndexReader.read(new byte[200]))
        .isInstanceOf(CorruptLogData.class)
        .hasMessageContaining("not an index");
  }
}
