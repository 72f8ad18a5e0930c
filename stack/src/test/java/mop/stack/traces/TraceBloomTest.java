package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceBloomTest {
  @TempDir Path folder;

  /** Shards of Tempo's blocks with so many traces, from the production block list. */
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 1",
    "85461, 1",
    "85470, 2",
    "435279, 6",
    "524995, 7",
    "2983874, 35",
    "1000000000, 1000"
  })
  void shardsFollowFromTheNumberOfTraces(long traces, int shards) {
    assertThat(new TraceBloom(traces).shards()).isEqualTo(shards);
  }

  @Test
  void eachIdIsInItsShardAndFewOthersSeemToBe() {
    SplittableRandom random = new SplittableRandom(1);
    int n = 400_000;
    TraceBloom bloom = new TraceBloom(n);
    long[] ids = random.longs(2L * n).toArray();
    for (int i = 0; i < n; i++) {
      bloom.add(ids[2 * i], ids[2 * i + 1]);
    }
    assertThat(bloom.shards()).isEqualTo(5);
    List<byte[]> shards = new ArrayList<>();
    for (int s = 0; s < bloom.shards(); s++) {
      shards.add(bloom.shard(s));
      assertThat(bloom.shard(s)).hasSize(100 * 1024 + 24);
    }
    for (int i = 0; i < n; i++) {
      assertThat(holds(shards, ids[2 * i], ids[2 * i + 1])).isTrue();
    }
    int seem = 0;
    for (int i = 0; i < 100_000; i++) {
      seem += holds(shards, random.nextLong(), random.nextLong()) ? 1 : 0;
    }
    // 1 % at the estimate; five whole shards hold 6.8 % more bits than it needs
    assertThat(seem).isBetween(400, 1000);
  }

  private static boolean holds(List<byte[]> shards, long high, long low) {
    int shard = TraceBloom.shardOf(BlockIds.bytes(high, low), shards.size());
    return TraceBloom.mayContain(shards.get(shard), high, low);
  }

  /** A block of three shards: a look-up fetches one of them, and only the pages that it needs. */
  @Test
  void aLookUpReadsOneShardAndFewPages() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    List<RawTrace> traces = new ArrayList<>();
    Origin origin = new Origin(new byte[0], new byte[0], "unknown_service");
    for (int i = 0; i < 180_000; i++) {
      long high = random.nextLong();
      long low = random.nextLong();
      RawTrace t = new RawTrace(high, low);
      GeneratedTraces.add(
          t,
          origin,
          Span.newBuilder()
              .setTraceId(GeneratedTraces.id(high, low))
              .setSpanId(GeneratedTraces.id(i + 1))
              .setName("n" + i % 100)
              .setStartTimeUnixNano(GeneratedTraces.START + i)
              .setEndTimeUnixNano(GeneratedTraces.START + 2L * i)
              .build());
      traces.add(t);
    }
    ObjectStore objects = new FileObjectStore(folder.resolve("objects"));
    List<BlockMeta> blocks = new ArrayList<>();
    try (TraceStore store =
        new TraceStore(
            objects,
            folder.resolve("wal"),
            Stores.oneBlock(BlockEncoding.VPARQUET5).withWalSync(WalSync.NEVER),
            3,
            Runnable::run,
            blocks::add)) {
      store.append(traces);
      store.flush();
    }
    BlockMeta block = blocks.getFirst();
    assertThat(block.bloomShards()).isEqualTo(3);
    int bloom = 100 * 1024 + 24;

    for (int i = 0; i < 200; i++) {
      RawTrace wanted = traces.get(random.nextInt(traces.size()));
      ObjectStore.Usage before = objects.usage();
      assertThat(BlockReader.find(objects, block, wanted.idHigh(), wanted.idLow()))
          .hasValueSatisfying(t -> assertThat(t.spanId(0)).isEqualTo(wanted.spanId(0)));
      long read = objects.usage().bytesRead() - before.bytesRead() - bloom;
      assertThat(read).isLessThan(block.size() / 6);
    }
    long gets = objects.usage().gets();
    long bytes = objects.usage().bytesRead();
    int misses = 1000;
    for (int i = 0; i < misses; i++) {
      assertThat(BlockReader.find(objects, block, random.nextLong(), random.nextLong())).isEmpty();
    }
    assertThat(objects.usage().gets() - gets).isCloseTo(misses, Percentage.withPercentage(5));
    assertThat(objects.usage().bytesRead() - bytes)
        .isCloseTo((long) misses * bloom, Percentage.withPercentage(10));
  }
}
