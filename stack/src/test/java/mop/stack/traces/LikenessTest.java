package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SharedData;
import mop.stack.parquet.FileFooter;
import mop.stack.parquet.ParquetFile;
import mop.stack.store.ObjectStore;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a real Tempo stored for the same input is the yardstick. */
@Tag("slow")
class LikenessTest {
  private static final String RECORDING = "traces/onlineboutique-2022-08-22/traces.otlp.jsonl.gz";

  @TempDir Path folder;

  private static Path real(BlockEncoding encoding) {
    return SharedData.file("blocks/likeness/" + encoding.format().toLowerCase(Locale.ROOT));
  }

  private static List<RawTrace> input() throws IOException {
    List<RawTrace> traces = Recordings.traces(SharedData.file(RECORDING), 4000);
    assertThat(traces.stream().mapToInt(RawTrace::size).sum()).isEqualTo(156_252);
    return traces;
  }

  private Path ours(BlockEncoding encoding) throws IOException {
    ObjectStore objects = Stores.write(folder, encoding, input());
    return folder.resolve("objects").resolve(objects.list("").getLast()).resolveSibling("");
  }

  @ParameterizedTest
  @EnumSource
  void tempoStoredTheSpansThatWereSent(BlockEncoding encoding) throws IOException {
    String name = "likeness/" + encoding.format().toLowerCase(Locale.ROOT);
    List<RawTrace> stored = new ArrayList<>();
    RealBlocks.open(folder, name).traces(stored::add);

    new SpanForms(encoding).assertEqual(stored, input());
  }

  @ParameterizedTest
  @EnumSource
  void blocksHaveTheBytesAndObjectsOfTempos(BlockEncoding encoding) throws IOException {
    Path real = real(encoding);
    Path ours = ours(encoding);

    for (String object : List.of("data.parquet", "bloom-0", "index", "meta.json")) {
      assertThat(Files.size(ours.resolve(object)))
          .as(object)
          .isCloseTo(Files.size(real.resolve(object)), Percentage.withPercentage(3));
    }
    try (var files = Files.list(ours)) {
      assertThat(files).hasSize(4);
    }
    assertThat(Files.readAllBytes(ours.resolve("bloom-0")))
        .isEqualTo(Files.readAllBytes(real.resolve("bloom-0")));
    assertThat(Files.readAllBytes(ours.resolve("index")))
        .isEqualTo(Files.readAllBytes(real.resolve("index")));
  }

  @ParameterizedTest
  @EnumSource
  void schemasAndFootersAreTempos(BlockEncoding encoding) throws IOException {
    FileFooter real = footer(real(encoding).resolve("data.parquet"));
    FileFooter ours = footer(ours(encoding).resolve("data.parquet"));

    assertThat(ours.schema().print()).isEqualTo(real.schema().print());
    assertThat(ours.keyValues()).isEqualTo(real.keyValues());
    assertThat(ours.rowGroups()).hasSameSizeAs(real.rowGroups());
    for (int c = 0; c < ours.schema().columns().size(); c++) {
      FileFooter.Chunk mine = ours.rowGroups().getFirst().chunks().get(c);
      FileFooter.Chunk theirs = real.rowGroups().getFirst().chunks().get(c);
      assertThat(mine.codec()).as(mine.column().dotted()).isEqualTo(theirs.codec());
      assertThat(mine.values()).as(mine.column().dotted()).isEqualTo(theirs.values());
      assertThat(mine.nulls()).as(mine.column().dotted()).isEqualTo(theirs.nulls());
    }
  }

  private static FileFooter footer(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    return ParquetFile.open(
            (offset, length) ->
                java.util.Arrays.copyOfRange(all, (int) offset, (int) offset + length),
            all.length,
            0)
        .footer();
  }
}
