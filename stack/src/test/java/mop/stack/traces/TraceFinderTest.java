package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.RequestDecoder;
import mop.stack.otlp.SpanBatch;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFinderTest {
  private static final SpanForms FORMS = new SpanForms(BlockEncoding.VPARQUET5);

  @TempDir Path folder;
  private ObjectStore objects;
  private BlockList list;

  @BeforeEach
  void open() throws IOException {
    objects = new FileObjectStore(folder.resolve("objects"));
    list = new BlockList(objects, Stores.TENANT);
  }

  private TraceStore store(TraceStoreSettings settings) throws IOException {
    return new TraceStore(objects, folder.resolve("wal"), settings, 42, Runnable::run, list::added);
  }

  @Test
  void combinesWhatTheLogAndTheBlocksHold() throws IOException {
    List<RawTrace> traces = new GeneratedTraces(81).list(50);
    try (TraceStore store = store(Stores.oneBlock(BlockEncoding.VPARQUET5))) {
      for (int part = 0; part < 3; part++) {
        for (RawTrace t : traces) {
          RawTrace piece = new RawTrace(t.idHigh(), t.idLow());
          for (int i = 0; i < t.size(); i++) {
            if (i % 3 == part || i % 5 == 0) {
              SpanForms.copy(t, i, piece);
            }
          }
          if (piece.size() > 0) {
            store.append(piece);
          }
        }
        if (part < 2) {
          store.flush();
        }
      }
      assertThat(list.snapshot().blocks()).hasSize(2);
      TraceFinder finder = new TraceFinder(objects, store, list);
      for (RawTrace t : traces) {
        assertThat(finder.find(t.idHigh(), t.idLow()))
            .hasValueSatisfying(found -> {
              assertThat(found.size()).isEqualTo(t.size());
              FORMS.assertEqual(List.of(found), List.of(t));
            });
      }
      assertThat(finder.find(4, 711)).isEmpty();
    }
  }

  /** A trace whose storing was acknowledged is found at any moment from then on. */
  @Test
  void readersFindEveryTraceWhileOneThreadWrites() throws Exception {
    List<RawTrace> traces = new GeneratedTraces(82).list(1500);
    TraceStoreSettings small =
        TraceStoreSettings.defaults().withMaxBlock(Duration.ofDays(30_000), 60_000);
    AtomicInteger acknowledged = new AtomicInteger();
    try (TraceStore store = store(small);
        ExecutorService readers = Executors.newFixedThreadPool(3)) {
      TraceFinder finder = new TraceFinder(objects, store, list);
      List<Future<Integer>> found = new ArrayList<>();
      for (int r = 0; r < 3; r++) {
        SplittableRandom random = new SplittableRandom(r);
        found.add(readers.submit(() -> findSome(finder, traces, acknowledged, random)));
      }
      for (RawTrace t : traces) {
        store.append(t);
        acknowledged.incrementAndGet();
      }
      for (Future<Integer> f : found) {
        assertThat(f.get()).isPositive();
      }
      assertThat(store.counters().blocks()).isGreaterThan(5);
    }
  }

  private static int findSome(
      TraceFinder finder,
      List<RawTrace> traces,
      AtomicInteger acknowledged,
      SplittableRandom random)
      throws IOException {
    int found = 0;
    for (int known = 0; known < traces.size(); ) {
      known = acknowledged.get();
      if (known > 0) {
        RawTrace wanted = traces.get(Math.max(0, known - 1 - random.nextInt(Math.min(known, 40))));
        assertThat(finder.find(wanted.idHigh(), wanted.idLow()).map(RawTrace::size))
            .hasValue(wanted.size());
        found++;
      }
    }
    return found;
  }

  @Test
  void aTraceIsWrittenAsOtlp() throws IOException {
    RequestDecoder decoder = new RequestDecoder();
    for (RawTrace t : new GeneratedTraces(83).list(40)) {
      byte[] bytes = TraceMessages.tracesData(t);

      TracesData data = TracesData.parseFrom(bytes);
      assertThat(data.getResourceSpansList().stream().map(ResourceSpans::getResource))
          .doesNotHaveDuplicates();
      for (ResourceSpans r : data.getResourceSpansList()) {
        assertThat(r.getScopeSpansList().stream().map(ScopeSpans::getScope))
            .doesNotHaveDuplicates();
      }
      RawTrace back = new RawTrace(t.idHigh(), t.idLow());
      SpanBatch batch = decoder.decode(bytes, 0, bytes.length);
      for (int i = 0; i < batch.size(); i++) {
        batch.appendTo(back, i);
      }
      FORMS.assertEqual(List.of(back), List.of(t));
    }
  }
}
