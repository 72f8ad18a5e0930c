package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SharedData;
import mop.stack.parquet.Column;
import mop.stack.parquet.ColumnReader;
import mop.stack.parquet.FileFooter;
import mop.stack.parquet.ParquetFile;
import mop.stack.parquet.PhysicalType;
import mop.stack.store.ObjectStore;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a real Tempo stored for the same input is the yardstick. */
@Tag("slow")
class LikenessTest {
  private static final String RECORDING = "traces/onlineboutique-2022-08-22/traces.otlp.jsonl.gz";
  private static List<RawTrace> input = List.of();

  @TempDir Path folder;

  @BeforeAll
  static void readTheRecording() throws IOException {
    input = Recordings.traces(SharedData.file(RECORDING), 4000);
    assertThat(input.stream().mapToInt(RawTrace::size).sum()).isEqualTo(156_252);
  }

  private static String real(BlockEncoding encoding) {
    return "likeness/" + encoding.format().toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @EnumSource
  void blocksAreLikeTempos(BlockEncoding encoding) throws IOException {
    Path real = SharedData.file("blocks/" + real(encoding));
    ObjectStore objects = Stores.write(folder, encoding, input);
    Path ours = folder.resolve("objects").resolve(objects.list("").getLast()).resolveSibling("");

    for (String object : List.of("data.parquet", "bloom-0", "index", "meta.json")) {
      assertThat(Files.size(ours.resolve(object)))
          .as(object)
          .isCloseTo(Files.size(real.resolve(object)), Percentage.withPercentage(3));
    }
    assertThat(objects.list("")).hasSize(4);
    assertThat(ours.resolve("bloom-0")).hasSameBinaryContentAs(real.resolve("bloom-0"));
    assertThat(ours.resolve("index")).hasSameBinaryContentAs(real.resolve("index"));
    ParquetFile mine = data(ours);
    ParquetFile tempos = data(real);
    footersAreAlike(mine.footer(), tempos.footer());
    for (Column c : mine.footer().schema().columns()) {
      columnsAreEqual(mine.column(0, c.index()), tempos.column(0, c.index()));
    }
  }

  /** Every level and every value, so also what Tempo computes: nested sets, stats, roots. */
  private static void columnsAreEqual(ColumnReader mine, ColumnReader tempos) throws IOException {
    String name = mine.column().dotted();
    boolean more = mine.next();
    while (more) {
      assertThat(tempos.next()).as(name).isTrue();
      if (mine.repetition() != tempos.repetition()
          || mine.definition() != tempos.definition()
          || !value(mine).equals(value(tempos))) {
        assertThat(value(mine)).as(name).isEqualTo(value(tempos));
        assertThat(mine.definition()).as(name).isEqualTo(tempos.definition());
        assertThat(mine.repetition()).as(name).isEqualTo(tempos.repetition());
      }
      more = mine.next();
    }
    assertThat(tempos.next()).as(name).isFalse();
  }

  private static Object value(ColumnReader c) {
    if (!c.present()) {
      return "null";
    }
    return c.column().leaf().physical() == PhysicalType.BYTE_ARRAY
        ? ByteBuffer.wrap(c.bytes(), c.offset(), c.length())
        : c.number();
  }

  private static void footersAreAlike(FileFooter ours, FileFooter real) {
    assertThat(ours.schema().print()).isEqualTo(real.schema().print());
    assertThat(ours.keyValues()).isEqualTo(real.keyValues());
    assertThat(ours.rowGroups()).hasSameSizeAs(real.rowGroups());
    for (int c = 0; c < ours.schema().columns().size(); c++) {
      FileFooter.Chunk mine = ours.rowGroups().getFirst().chunks().get(c);
      FileFooter.Chunk theirs = real.rowGroups().getFirst().chunks().get(c);
      String name = mine.column().dotted();
      assertThat(mine.codec()).as(name).isEqualTo(theirs.codec());
      assertThat(mine.values()).as(name).isEqualTo(theirs.values());
      assertThat(mine.nulls()).as(name).isEqualTo(theirs.nulls());
      assertThat(mine.columnIndexBytes()).as(name).isEqualTo(theirs.columnIndexBytes());
    }
  }

  @ParameterizedTest
  @EnumSource
  void tempoStoredTheSpansThatWereSent(BlockEncoding encoding) throws IOException {
    List<RawTrace> stored = new ArrayList<>();
    RealBlocks.open(folder, real(encoding)).traces(stored::add);

    new SpanForms(encoding).assertEqual(stored, input);
  }

  private static ParquetFile data(Path block) throws IOException {
    byte[] all = Files.readAllBytes(block.resolve("data.parquet"));
    return ParquetFile.open(
        (offset, length) -> Arrays.copyOfRange(all, (int) offset, (int) offset + length),
        all.length,
        0);
  }
}
