package mop.stack.traceql.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mop.stack.otlp.RawTrace;
import mop.stack.store.ObjectStore;
import mop.stack.traceql.Query;
import mop.stack.traceql.Scope;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.TagSource;
import mop.stack.traceql.engine.Tags;
import mop.stack.traceql.engine.TagsJson;
import mop.stack.traceql.source.SmallTraces.Sent;
import mop.stack.traceql.source.SmallTraces.Trace;
import mop.stack.traces.BlockEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TagsTest {
  @TempDir Path folder;

  private final List<Trace> traces = new SmallTraces(21).list(80);
  private final List<RawTrace> raw = traces.stream().map(Trace::raw).toList();

  private static Set<String> keys(Stream<List<KeyValue>> attributes) {
    return attributes.flatMap(List::stream).map(KeyValue::getKey).collect(Collectors.toSet());
  }

  private Stream<Sent> spans() {
    return traces.stream().flatMap(t -> t.spans().stream());
  }

  @ParameterizedTest
  @EnumSource
  void keysAreThoseThatSpansHave(BlockEncoding encoding) throws IOException {
    TagSource block = new BlockTraces(Blocks.write(folder, encoding, raw));
    for (TagSource source : List.of(block, new RawTraces(raw))) {
      var names = Tags.names(Tags.scopes(Scope.NONE), List.of(source), 0);

      assertThat(names.get(Scope.SPAN))
          .containsAll(keys(spans().map(s -> s.span().getAttributesList())));
      assertThat(names.get(Scope.RESOURCE))
          .containsAll(keys(spans().map(s -> s.resource().getAttributesList())))
          .contains("service.name");
      assertThat(TagsJson.names(names, true).toString())
          .startsWith("{\"scopes\":[{\"name\":\"span\",\"tags\":[\"a\",")
          .contains("{\"name\":\"intrinsic\",\"tags\":[\"duration\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void valuesAreTheSameFromColumnsAndFromSpans(BlockEncoding encoding) throws IOException {
    TagSource block = new BlockTraces(Blocks.write(folder, encoding, raw));
    for (String field :
        List.of(
            "span.a", "resource.service.name", ".http.method", "event:name", "link.a", "name")) {
      var name = Query.field(field);
      List<Value> columns = Tags.values(name, Optional.empty(), List.of(block), 0);

      assertThat(columns)
          .as(field)
          .isNotEmpty()
          .isEqualTo(Tags.values(name, Optional.empty(), List.of(new RawTraces(raw)), 0));
    }
  }

  @Test
  void aFilterLeavesValuesOfOtherSpansOut() throws IOException {
    TagSource block = new BlockTraces(Blocks.write(folder, BlockEncoding.VPARQUET5, raw));

    List<Value> found =
        Tags.values(
            Query.field("name"),
            Optional.of(Query.parse("{ name = `op-1` || name = `op-3` }")),
            List.of(block),
            0);

    assertThat(found).containsExactly(new Value.Text("op-1"), new Value.Text("op-3"));
    assertThat(TagsJson.values(found).toString())
        .isEqualTo(
            "{\"tagValues\":[{\"type\":\"string\",\"value\":\"op-1\"},"
                + "{\"type\":\"string\",\"value\":\"op-3\"}],\"metrics\":{}}");
  }

  @Test
  void valuesOfADictionaryCostItAlone() throws IOException {
    ObjectStore objects = Blocks.real(folder, "likeness/vparquet5");
    TagSource block = new BlockTraces(Blocks.open(objects));
    long before = objects.usage().bytesRead();

    List<Value> names =
        Tags.values(Query.field("resource.service.name"), Optional.empty(), List.of(block), 0);

    assertThat(names).hasSize(10);
    assertThat(objects.usage().bytesRead() - before).isLessThan(10_000);
  }
}
