package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import mop.stack.otlp.RawTrace;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecentTracesTest {
  private static final List<RawTrace> TRACES = new GeneratedTraces(71).list(60);
  private static final SpanForms FORMS = new SpanForms(BlockEncoding.VPARQUET5);

  @TempDir Path folder;

  private TraceStore open(WalSync sync) throws IOException {
    return open(sync, meta -> {});
  }

  private TraceStore open(WalSync sync, Consumer<BlockMeta> onBlock) throws IOException {
    ObjectStore objects = new FileObjectStore(folder.resolve("objects"));
    return new TraceStore(
        objects,
        folder.resolve("wal"),
        Stores.oneBlock(BlockEncoding.VPARQUET5).withWalSync(sync),
        42,
        Runnable::run,
        onBlock);
  }

  private static List<RawTrace> all(RecentTraces recent) throws IOException {
    List<RawTrace> read = new ArrayList<>();
    recent.traces(0, Long.MAX_VALUE, read::add);
    return read;
  }

  @ParameterizedTest
  @EnumSource
  void holdWhatWasAppendedWhetherWrittenOrPending(WalSync sync) throws IOException {
    try (TraceStore store = open(sync)) {
      store.append(TRACES);
      try (RecentTraces recent = store.recent()) {
        FORMS.assertEqual(all(recent), TRACES);
        for (RawTrace t : TRACES) {
          assertThat(recent.find(t.idHigh(), t.idLow()))
              .hasValueSatisfying(found -> FORMS.assertEqual(List.of(found), List.of(t)));
        }
        assertThat(recent.find(1, 2)).isEmpty();
      }
    }
    try (TraceStore reopened = open(sync);
        RecentTraces recent = reopened.recent()) {
      FORMS.assertEqual(all(recent), TRACES);
    }
  }

  @Test
  void comeInOrderOfTheirIdsWithPiecesCombined() throws IOException {
    try (TraceStore store = open(WalSync.NEVER)) {
      for (RawTrace t : TRACES) {
        RawTrace first = new RawTrace(t.idHigh(), t.idLow());
        RawTrace second = new RawTrace(t.idHigh(), t.idLow());
        for (int i = 0; i < t.size(); i++) {
          SpanForms.copy(t, i, i % 2 == 0 ? first : second);
          SpanForms.copy(t, i, i % 3 == 0 ? first : second);
        }
        store.append(first);
        if (second.size() > 0) {
          store.append(second);
        }
      }
      try (RecentTraces recent = store.recent()) {
        List<RawTrace> read = all(recent);
        assertThat(read).hasSameSizeAs(TRACES);
        assertThat(read)
            .isSortedAccordingTo(
                Comparator.comparing(RawTrace::idHigh, Long::compareUnsigned)
                    .thenComparing(RawTrace::idLow, Long::compareUnsigned));
        for (RawTrace t : read) {
          assertThat(recent.find(t.idHigh(), t.idLow()).map(RawTrace::size)).hasValue(t.size());
        }
      }
    }
  }

  @Test
  void knowTheBlockThatTheyGoInto() throws IOException {
    List<String> blocks = new ArrayList<>();
    try (TraceStore store = open(WalSync.NEVER, meta -> blocks.add(meta.blockId()))) {
      for (RawTrace t : TRACES.subList(0, 2)) {
        store.append(t);
        String block;
        try (RecentTraces recent = store.recent()) {
          block = recent.block();
        }
        store.flush();
        assertThat(blocks.getLast()).isEqualTo(block);
      }
    }
    assertThat(blocks).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void areFilteredByTheTimeInWhichTheyRan() throws IOException {
    try (TraceStore store = open(WalSync.NEVER)) {
      store.append(TRACES);
      try (RecentTraces recent = store.recent()) {
        for (long from = GeneratedTraces.START; ; from += 20_000_000_000L) {
          long start = from;
          long end = from + 5_000_000_000L;
          List<Long> read = new ArrayList<>();
          recent.traces(start, end, t -> read.add(t.idLow()));
          assertThat(read)
              .containsExactlyInAnyOrderElementsOf(
                  TRACES.stream().filter(t -> ran(t, start, end)).map(RawTrace::idLow).toList());
          if (read.isEmpty()) {
            break;
          }
        }
      }
    }
  }

  private static boolean ran(RawTrace t, long from, long to) {
    long first = Long.MAX_VALUE;
    long last = 0;
    for (int i = 0; i < t.size(); i++) {
      first = Math.min(first, t.startNanos(i));
      last = Math.max(last, t.endNanos(i));
    }
    return first <= to && last >= from;
  }

  @Test
  void stayAsTheyWereWhenTheyAreCutIntoABlock() throws IOException {
    try (TraceStore store = open(WalSync.EACH_MEBIBYTE)) {
      store.append(TRACES.subList(0, 30));
      try (RecentTraces recent = store.recent()) {
        store.append(TRACES.subList(30, 60));
        store.flush();
        assertThat(store.unflushedTraces()).isZero();

        FORMS.assertEqual(all(recent), TRACES.subList(0, 30));
      }
    }
  }

  /** Two decoders give equal headers as different objects. */
  @Test
  void equalHeadersAreLoggedOnce() throws IOException {
    try (TraceStore store = open(WalSync.NEVER)) {
      store.append(new GeneratedTraces(72).list(20));
      long once = store.counters().walBytes();
      store.append(new GeneratedTraces(72).list(20));
      long headers = 2 * once - store.counters().walBytes();
      assertThat(headers).isBetween(300L, 5000L);
    }
  }
}
