package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import mop.stack.parquet.FileFooter;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import mop.stack.traces.DedicatedColumn.Option;
import mop.stack.traces.DedicatedColumn.Scope;
import mop.stack.traces.DedicatedColumn.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns of their own for events, integers, arrays and blobs. */
class DedicatedOptionsTest {
  private static final List<DedicatedColumn> COLUMNS =
      List.of(
          new DedicatedColumn(Scope.SPAN, ValueType.STRING, "db.statement", List.of(Option.BLOB)),
          new DedicatedColumn(Scope.SPAN, ValueType.INT, "big", List.of(Option.BLOB)),
          new DedicatedColumn(
              Scope.SPAN, ValueType.STRING, "tags", List.of(Option.ARRAY, Option.BLOB)),
          new DedicatedColumn(Scope.EVENT, ValueType.STRING, "exception.message"),
          new DedicatedColumn(Scope.EVENT, ValueType.INT, "attempt"),
          new DedicatedColumn(Scope.RESOURCE, ValueType.INT, "process.pid"));

  @TempDir Path folder;

  private static KeyValue pair(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue.Builder text(String value) {
    return AnyValue.newBuilder().setStringValue(value);
  }

  private static AnyValue.Builder number(long value) {
    return AnyValue.newBuilder().setIntValue(value);
  }

  private static List<RawTrace> traces(int from, int to) {
    Origin origin = new Origin(new byte[0], new byte[0], "unknown_service");
    List<RawTrace> traces = new ArrayList<>();
    for (int i = from; i < to; i++) {
      RawTrace t = new RawTrace(0, 1000 + i);
      AnyValue.Builder tags =
          AnyValue.newBuilder()
              .setArrayValue(ArrayValue.newBuilder().addValues(text("a" + i)).addValues(text("b")));
      GeneratedTraces.add(
          t,
          origin,
          Span.newBuilder()
              .setTraceId(GeneratedTraces.id(0, 1000 + i))
              .setSpanId(GeneratedTraces.id(i + 1))
              .setName("query")
              .setStartTimeUnixNano(GeneratedTraces.START + i)
              .setEndTimeUnixNano(GeneratedTraces.START + i + 5)
              .addAttributes(pair("db.statement", text("select " + i + " from t".repeat(30))))
              .addAttributes(pair("big", number((1L << 40) + i)))
              .addAttributes(pair("tags", tags))
              .addEvents(
                  Span.Event.newBuilder()
                      .setTimeUnixNano(GeneratedTraces.START + i + 1)
                      .setName("exception")
                      .addAttributes(pair("exception.message", text("no " + i % 3)))
                      .addAttributes(pair("attempt", number(i % 4))))
              .build());
      traces.add(t);
    }
    return traces;
  }

  private BlockMeta store(ObjectStore objects, BlockEncoding encoding, int from, int to)
      throws IOException {
    List<BlockMeta> written = new ArrayList<>();
    TraceStoreSettings base = Stores.oneBlock(encoding);
    TraceStoreSettings settings =
        new TraceStoreSettings(
            base.tenant(),
            base.encoding(),
            base.maxBlockDuration(),
            base.maxBlockBytes(),
            base.walSync(),
            COLUMNS);
    try (TraceStore store =
        new TraceStore(
            objects, folder.resolve("wal" + from), settings, from, Runnable::run, written::add)) {
      store.append(traces(from, to));
      store.flush();
    }
    return written.getFirst();
  }

  @ParameterizedTest
  @EnumSource
  void valuesComeBackAlsoFromAMergedBlock(BlockEncoding encoding) throws IOException {
    ObjectStore objects = new FileObjectStore(folder.resolve("objects"));
    BlockMeta a = store(objects, encoding, 0, 50);
    BlockMeta b = store(objects, encoding, 50, 90);
    assertThat(BlockMeta.parse(a.json())).isEqualTo(a);

    BlockMeta merged =
        new Compactor(objects, folder.resolve("scratch"), Runnable::run)
            .compact(List.of(a, b), Instant.EPOCH)
            .block();

    List<Span> read = new ArrayList<>();
    BlockReader.open(objects, merged)
        .traces(t -> read.add(Span.parseFrom(Arrays.copyOf(t.bytes(), t.byteSize()))));
    List<Span> sent = new ArrayList<>();
    for (RawTrace t : traces(0, 90)) {
      sent.add(Span.parseFrom(Arrays.copyOf(t.bytes(), t.byteSize())));
    }
    assertThat(read.stream().map(SpanForms::sortedAttributes))
        .containsExactlyElementsOf(sent.stream().map(SpanForms::sortedAttributes).toList());
    assertThat(merged.dedicatedColumns()).isEqualTo(a.dedicatedColumns());
  }

  @Test
  void blobsHaveNoDictionaryAndNoBoundsInTheIndex() throws IOException {
    ObjectStore objects = new FileObjectStore(folder.resolve("objects"));
    BlockMeta block = store(objects, BlockEncoding.VPARQUET5, 0, 200);
    FileFooter footer = BlockReader.open(objects, block).file().footer();

    FileFooter.Chunk statement = chunk(footer, "rs.ss.Spans.DedicatedAttributes.String01");
    assertThat(statement.codec()).isEqualTo(mop.stack.parquet.Codec.ZSTD);
    assertThat(statement.offset()).isEqualTo(statement.dataOffset());
    assertThat(statement.values() - statement.nulls()).isEqualTo(200);
    assertThat(statement.columnIndexBytes()).isLessThan(60);
    assertThat(chunk(footer, "rs.ss.Spans.Events.DedicatedAttributes.Int01").nulls()).isZero();
    assertThat(block.dedicatedColumns()).isEqualTo(COLUMNS);
    String json = new String(block.json(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(json)
        .contains("{\"n\":\"db.statement\",\"o\":[\"blob\"]}")
        .contains("{\"n\":\"tags\",\"o\":[\"array\",\"blob\"]}")
        .contains("{\"s\":\"event\",\"n\":\"attempt\",\"t\":\"int\"}");
  }

  private static FileFooter.Chunk chunk(FileFooter footer, String name) {
    return footer.rowGroups().getFirst().chunks().stream()
        .filter(c -> ColumnNames.of(c.column()).equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** As Tempo's vParquet4, which knows neither options nor events nor integers. */
  @Test
  void vparquet4KeepsNoneOfThem() throws IOException {
    ObjectStore objects = new FileObjectStore(folder.resolve("objects"));
    assertThat(store(objects, BlockEncoding.VPARQUET4, 0, 5).dedicatedColumns()).isEmpty();
  }
}
