package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import mop.stack.otlp.RawTrace;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DuckDB's Parquet reader, which is not ours, sees the spans that were stored. */
class DuckDbTest {
  @TempDir Path folder;

  /** One line a span: everything but its attributes with columns of their own. */
  private static final String SPANS =
      """
      select lower(hex(TraceID)) || ' ' || lower(hex(s.SpanID)) || ' ' || lower(hex(s.ParentSpanID))
        || ' ' || service || ' ' || s.Name || ' ' || s.Kind || ' ' || s.StartTimeUnixNano || ' '
        || s.DurationNano || ' ' || s.StatusCode || ' ' || s.StatusMessage || ' ' || s.TraceState
        || ' ' || s.DroppedAttributesCount || ' ' || len(s.Events) || ' ' || len(s.Links)
        || ' ' || coalesce(list_aggregate(list_sort(list_transform(
             list_filter(s.Attrs, lambda a: not a.IsArray and len(a.Value) = 1),
             lambda a: a.Key || '=' || a.Value[1])), 'string_agg', ','), '')
        || ' ' || coalesce(list_aggregate(list_sort(list_transform(
             list_filter(s.Attrs, lambda a: not a.IsArray and len(a.ValueInt) = 1),
             lambda a: a.Key || '=' || a.ValueInt[1])), 'string_agg', ','), '') as line
      from (select TraceID, service, unnest(ss.Spans) s from
        (select TraceID, r.Resource.ServiceName as service, unnest(r.ss) ss from
          (select TraceID, unnest(rs) r from read_parquet(?))))
      """;

  @ParameterizedTest
  @EnumSource
  void readsEverySpan(BlockEncoding encoding) throws IOException, SQLException {
    List<RawTrace> traces = new GeneratedTraces(11).list(400);
    ObjectStore objects = Stores.write(folder, encoding, traces);
    String file = folder.resolve("objects").resolve(objects.list("").get(1)).toString();

    assertThat(file).endsWith("data.parquet");
    assertThat(query(SPANS, file)).containsExactlyInAnyOrderElementsOf(expected(encoding, traces));
  }

  @ParameterizedTest
  @EnumSource
  void readsEverySpanOfAMergedBlock(BlockEncoding encoding) throws IOException, SQLException {
    List<RawTrace> traces = new GeneratedTraces(12).list(300);
    ObjectStore objects = new FileObjectStore(folder.resolve("objects"));
    List<BlockMeta> parts = new ArrayList<>();
    try (TraceStore store =
        new TraceStore(
            objects,
            folder.resolve("wal"),
            Stores.oneBlock(encoding),
            42,
            Runnable::run,
            parts::add)) {
      for (int p = 0; p < 3; p++) {
        store.append(traces.subList(100 * p, Math.min(300, 100 * p + 120)));
        store.flush();
      }
    }
    BlockMeta merged =
        new Compactor(objects, folder.resolve("scratch"), Runnable::run, 20_000)
            .compact(parts, Instant.EPOCH)
            .block();

    Path file = folder.resolve("objects").resolve(BlockObjects.prefix(merged) + BlockObjects.DATA);
    assertThat(merged.rowGroups()).isGreaterThan(5);
    assertThat(query(SPANS, file.toString()))
        .containsExactlyInAnyOrderElementsOf(expected(encoding, traces));
  }

  private static List<String> query(String sql, String file) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, file);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
    }
    return lines;
  }

  private static List<String> expected(BlockEncoding encoding, List<RawTrace> traces)
      throws InvalidProtocolBufferException {
    List<String> own =
        ColumnPlan.of(encoding, DedicatedColumn.DEFAULTS).of(DedicatedColumn.Scope.SPAN).stream()
            .map(a -> a.name() + " " + a.type())
            .toList();
    List<String> lines = new ArrayList<>();
    for (RawTrace t : traces) {
      for (int i = 0; i < t.size(); i++) {
        Span s =
            Span.parseFrom(Arrays.copyOfRange(t.bytes(), t.offset(i), t.offset(i) + t.length(i)));
        String service = t.origin(i).serviceName();
        lines.add(line(t, s, service.equals("unknown_service") ? "" : service, own));
      }
    }
    return lines;
  }

  private static String line(RawTrace t, Span s, String service, List<String> own) {
    HexFormat hex = HexFormat.of();
    return String.join(
        " ",
        SpanForms.id(t),
        hex.formatHex(s.getSpanId().toByteArray()),
        hex.formatHex(s.getParentSpanId().toByteArray()),
        service,
        s.getName(),
        "" + s.getKindValue(),
        "" + s.getStartTimeUnixNano(),
        Long.toUnsignedString(s.getEndTimeUnixNano() - s.getStartTimeUnixNano()),
        "" + s.getStatus().getCodeValue(),
        s.getStatus().getMessage(),
        s.getTraceState(),
        "" + s.getDroppedAttributesCount(),
        "" + s.getEventsCount(),
        "" + s.getLinksCount(),
        generic(s, own, AnyValue.ValueCase.STRING_VALUE, "STRING"),
        generic(s, own, AnyValue.ValueCase.INT_VALUE, "INT"));
  }

  private static String generic(Span s, List<String> own, AnyValue.ValueCase type, String column) {
    return s.getAttributesList().stream()
        .filter(a -> a.getValue().getValueCase() == type)
        .filter(a -> !own.contains(a.getKey() + " " + column))
        .map(a -> a.getKey() + "=" + scalar(a))
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static String scalar(KeyValue a) {
    return a.getValue().hasStringValue()
        ? a.getValue().getStringValue()
        : Long.toString(a.getValue().getIntValue());
  }
}
