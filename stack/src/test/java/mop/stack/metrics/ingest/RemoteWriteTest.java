package mop.stack.metrics.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import mop.stack.labels.Labels;
import mop.stack.metrics.MetricMetadata;
import mop.stack.metrics.SampleBatch;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.otlp.InvalidOtlp;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class RemoteWriteTest {
  private static final Labels SERIES = Labels.of("__name__", "hits", "job", "ä");

  @Test
  void version1GivesSamplesExemplarsAndMetadata() throws IOException {
    byte[] message =
        new WriteMessages()
            .series(
                List.of("__name__", "hits", "job", "ä"),
                s -> s.sample(5, 1.5).sample(-6, -0.0).exemplar(7, 2, "trace_id", "ab"))
            .metadata(1, "hits", "how many", "bytes")
            .bytes();

    Ingested got = RemoteWrite.version1(message);

    assertThat(got.batch().samples())
        .containsExactly(
            new SampleBatch.Entry(SERIES, 5, 1.5, null),
            new SampleBatch.Entry(SERIES, -6, -0.0, null));
    assertThat(got.batch().exemplars())
        .containsExactly(new SampleBatch.Exemplar(SERIES, 7, 2, Labels.of("trace_id", "ab")));
    assertThat(got.batch().metadata())
        .isEqualTo(
            Map.of("hits", new MetricMetadata(MetricMetadata.Type.COUNTER, "how many", "bytes")));
  }

  @Test
  void labelsMustBeSortedWholeAndNamed() throws IOException {
    for (List<String> labels :
        List.of(
            List.of("job", "x", "__name__", "hits"),
            List.of("__name__", "hits", "a", "1", "a", "1"),
            List.of("job", "x"),
            List.of("__name__", "hits", "job", ""),
            List.of("", "x", "__name__", "hits"))) {
      byte[] message = new WriteMessages().series(labels, s -> s.sample(5, 1).sample(6, 1)).bytes();

      Ingested got = RemoteWrite.version1(message);

      assertThat(got.rejected()).as(labels.toString()).isEqualTo(Map.of(Rejection.LABELS, 2L));
      assertThat(got.points()).isEqualTo(2);
      assertThat(got.batch().isEmpty()).isTrue();
    }
  }

  @Test
  void histogramsOfBothKindsComeAsTheyWere() throws IOException {
    byte[] message =
        new WriteMessages()
            .series(
                List.of("__name__", "hits", "job", "ä"),
                s ->
                    s.histogram(5, true, 13, 9)
                        .histogram(6, false, 13, 9)
                        .histogram(7, true, 14, 9))
            .bytes();

    Ingested got = RemoteWrite.version1(message);

    Histogram whole = Objects.requireNonNull(got.batch().samples().get(0).histogram());
    assertThat(whole.whole()).isTrue();
    assertThat(whole.layout().positive()).containsExactly(-2, -1, 3);
    assertThat(whole.positive()).containsExactly(2, 5, 1);
    assertThat(whole.layout().negative()).containsExactly(0);
    assertThat(whole.count()).isEqualTo(13);
    assertThat(whole.sum()).isEqualTo(9);
    assertThat(whole.reset()).isEqualTo(Histogram.Reset.NOT_RESET);
    Histogram floats = Objects.requireNonNull(got.batch().samples().get(1).histogram());
    assertThat(floats.whole()).isFalse();
    assertThat(floats.number(floats.positive()[1])).isEqualTo(5);
    assertThat(got.rejected()).isEqualTo(Map.of(Rejection.HISTOGRAM, 1L));
    assertThat(got.example()).contains("13.0 of 14.0");
  }

  @Test
  void version2ReadsItsSymbols() throws IOException {
    byte[] message =
        new WriteMessages()
            .symbols("", "__name__", "lat_bucket", "le", "1", "help", "s", "trace_id", "ab")
            .series2(
                List.of(1, 2, 3, 4),
                s -> s.sample(5, 1.5).metadata2(3, 5, 6).exemplar2(6, 1, List.of(7, 8)))
            .series2(List.of(1, 5), s -> s.metadata2(1, 0, 0))
            .bytes();

    Ingested got = RemoteWrite.version2(message);

    Labels series = Labels.of("__name__", "lat_bucket", "le", "1");
    assertThat(got.batch().samples()).containsExactly(new SampleBatch.Entry(series, 5, 1.5, null));
    assertThat(got.batch().exemplars())
        .containsExactly(new SampleBatch.Exemplar(series, 6, 1, Labels.of("trace_id", "ab")));
    assertThat(got.batch().metadata())
        .isEqualTo(Map.of("lat", new MetricMetadata(MetricMetadata.Type.HISTOGRAM, "help", "s")));
    assertThat(got.rejected()).isEqualTo(Map.of(Rejection.EMPTY, 1L));
  }

  @Test
  void version2RefusesSymbolsThatAreNotThere() {
    WriteMessages bad =
        new WriteMessages().symbols("", "__name__").series2(List.of(1, 2), s -> s.sample(5, 1));
    WriteMessages odd =
        new WriteMessages().symbols("", "__name__").series2(List.of(1), s -> s.sample(5, 1));
    WriteMessages first = new WriteMessages().symbols("x");

    assertThatThrownBy(() -> RemoteWrite.version2(bad.bytes()))
        .hasMessageContaining("symbol 2 of 2");
    assertThatThrownBy(() -> RemoteWrite.version2(odd.bytes()))
        .hasMessageContaining("without a value");
    assertThatThrownBy(() -> RemoteWrite.version2(first.bytes()))
        .hasMessageContaining("first symbol");
  }

  @Test
  void bodiesThatAreNotSnappyOrTooLargeAreRefused() throws IOException {
    byte[] packed = Snappy.compress(new byte[5000]);
    assertThat(RemoteWrite.unpack(packed, 5000)).isEqualTo(new byte[5000]);
    assertThatThrownBy(() -> RemoteWrite.unpack(packed, 4999))
        .hasMessageContaining("more than 4999");
    byte[] bomb = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x1f, 0};
    assertThatThrownBy(() -> RemoteWrite.unpack(bomb, RemoteWrite.MAX_BYTES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not snappy");
    assertThatThrownBy(() -> RemoteWrite.unpack(new byte[0], 9)).hasMessageContaining("not snappy");
  }

  @Test
  void brokenBytesAreRefusedAndNeverCrash() throws IOException {
    byte[] one =
        new WriteMessages()
            .series(
                List.of("__name__", "hits", "job", "ä"),
                s -> s.sample(5, 1).histogram(5, true, 13, 9).exemplar(7, 2, "trace_id", "ab"))
            .metadata(1, "hits", "how many", "bytes")
            .bytes();
    byte[] two =
        new WriteMessages()
            .symbols("", "__name__", "lat_bucket", "le", "1", "help", "s")
            .series2(
                List.of(1, 2, 3, 4),
                s -> s.sample(5, 1.5).histogram2(5, false, 13, 9).metadata2(3, 5, 6))
            .bytes();
    Random random = new Random(3);
    List<String> refused = new ArrayList<>();
    for (int trial = 0; trial < 20_000; trial++) {
      byte[] whole = trial % 2 == 0 ? one : two;
      byte[] bad = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      for (int i = 0; i < 2; i++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        Ingested got = trial % 2 == 0 ? RemoteWrite.version1(bad) : RemoteWrite.version2(bad);
        assertThat(got.points()).isLessThan(20);
      } catch (InvalidOtlp e) {
        refused.add(String.valueOf(e.getMessage()));
      }
    }
    assertThat(refused).hasSizeGreaterThan(5000);
  }
}
