package mop.stack.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import mop.stack.logs.ingest.DecodedLogs;
import mop.stack.logs.ingest.OtlpLogs;
import mop.stack.otlp.JsonRequests;
import mop.stack.otlp.SharedData;
import mop.stack.store.FileObjectStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real Loki (grafana/loki 65e30f8, August 2026, defaults but for {@code reject_old_samples},
 * {@code shard_streams} and rate limits) made of the logs of Train Ticket, sent to {@code
 * /otlp/v1/logs} request by request within 20 s and flushed then: its own metrics, and its chunks
 * as read by this package.
 */
class LokiLikenessTest {
  private static final long LOKI_ENTRIES = 168_142;
  private static final long LOKI_STREAMS = 27;
  private static final long LOKI_CHUNKS = 85;
  private static final long LOKI_CHUNK_BYTES = 8_585_733;
  private static final long LOKI_WAL_BYTES = 121_717_905;

  /** Sum of the hash codes of all entries of Loki's chunks. */
  private static final long LOKI_CONTENT = 474_524_223_213L;

  @TempDir Path temp;

  @Test
  void storesWhatLokiStores() throws IOException {
    Path recording = SharedData.file("traces/trainticket-2023-01-29/logs.otlp.jsonl.gz");
    Instant now = Instant.parse("2023-01-30T00:00:00Z");
    FileObjectStore objects = new FileObjectStore(temp.resolve("objects"));
    try (LogStore store = new LogStore(objects, temp.resolve("wal"), LogStoreSettings.DEFAULT)) {
      for (DecodedLogs request : requests(recording)) {
        assertThat(store.push(request.streams(), now).rejections()).isEmpty();
      }
      assertThat(store.counters().walBytes())
          .isCloseTo(LOKI_WAL_BYTES, within(LOKI_WAL_BYTES / 50));
      store.flush(now);
      LogStoreCounters counters = store.counters();
      assertThat(counters.chunks()).isEqualTo(LOKI_CHUNKS);
      assertThat(counters.chunkBytes()).isCloseTo(LOKI_CHUNK_BYTES, within(LOKI_CHUNK_BYTES / 10));
      LogVolume volume = store.volume(Long.MIN_VALUE, Long.MAX_VALUE, List.of());
      assertThat(volume.streams()).isEqualTo(LOKI_STREAMS);
      assertThat(volume.entries()).isEqualTo(LOKI_ENTRIES);
      assertThat(content(store)).isEqualTo(LOKI_CONTENT);
    }
  }

  private static List<DecodedLogs> requests(Path recording) throws IOException {
    List<DecodedLogs> requests = new ArrayList<>();
    JsonRequests json = new JsonRequests();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(recording)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        // One request of the recording has times before 1970.
        if (json.read(text, 0, text.length) instanceof JsonRequests.Outcome.Request) {
          requests.add(OtlpLogs.decode(json.written().toByteArray(), 0));
        }
      }
    }
    return requests;
  }

  private static long content(LogStore store) throws IOException {
    long sum = 0;
    LogCursor c =
        new MergedCursor(
            store.select(Long.MIN_VALUE, Long.MAX_VALUE, List.of()), Direction.FORWARD);
    while (c.next()) {
      String entry =
          c.timestamp() + "|" + c.line() + "|" + c.structuredMetadata() + "|" + c.labels();
      sum += entry.hashCode();
    }
    return sum;
  }
}
