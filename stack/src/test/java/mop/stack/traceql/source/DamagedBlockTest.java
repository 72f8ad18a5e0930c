package mop.stack.traceql.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.RawTrace;
import mop.stack.store.ObjectStore;
import mop.stack.traceql.Query;
import mop.stack.traceql.engine.SearchOptions;
import mop.stack.traceql.engine.TimeRange;
import mop.stack.traceql.engine.TraceSearch;
import mop.stack.traceql.source.SmallTraces.Trace;
import mop.stack.traces.BlockEncoding;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DamagedBlockTest {
  private static final List<String> QUERIES =
      List.of(
          "{ span.a = 1 || resource.service.name = `svc-1` }",
          "{ } >> { event:name = `x` && link.b != nil } | select(kind, .b)",
          "{ span:childCount > 0 } | by(instrumentation:name)");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void damageIsAnswerOrOneClearLine(BlockEncoding encoding) throws IOException {
    List<RawTrace> raw = new SmallTraces(31).list(40).stream().map(Trace::raw).toList();
    ObjectStore objects = Blocks.objects(folder, Blocks.oneBlock(encoding), raw);
    String key =
        objects.list("").stream().filter(k -> k.endsWith("data.parquet")).findFirst().orElseThrow();
    byte[] whole = objects.get(key);
    SplittableRandom random = new SplittableRandom(5);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        damaged[random.nextInt(damaged.length - 8)] ^= (byte) (1 << random.nextInt(8));
      }
      objects.put(key, new ByteArrayInputStream(damaged), damaged.length);
      refused += refuses(objects, QUERIES.get(i % QUERIES.size())) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(20);
  }

  private static boolean refuses(ObjectStore objects, String query) throws IOException {
    try {
      SearchOptions all = new SearchOptions(TimeRange.ANY, 0, 100);
      TraceSearch.run(Query.parse(query), all, List.of(new BlockTraces(Blocks.open(objects))));
      return false;
    } catch (InvalidInput e) {
      assertThat(e.getMessage()).doesNotContain("\n").contains("data.parquet: ");
      return true;
    }
  }
}
