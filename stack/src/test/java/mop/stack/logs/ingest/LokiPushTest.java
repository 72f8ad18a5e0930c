package mop.stack.logs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mop.analysis.input.InvalidInput;
import mop.stack.labels.Labels;
import mop.stack.logs.LogEntry;
import mop.stack.logs.StreamEntries;
import mop.stack.otlp.ProtoWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

class LokiPushTest {
  private static final List<StreamEntries> EXPECTED =
      List.of(
          new StreamEntries(
              Labels.of("app", "cart", "zone", "a\n\"b", "service_name", "cart"),
              List.of(
                  new LogEntry(1_700_000_000_000_000_001L, "one", Labels.of("trace_id", "t")),
                  new LogEntry(1_700_000_000_000_000_002L, "two", Labels.EMPTY))));

  private static byte[] protobuf(String labels) {
    ProtoWriter w = new ProtoWriter();
    int stream = w.open(1);
    w.string(1, labels);
    for (int i = 1; i <= 2; i++) {
      int entry = w.open(2);
      int time = w.open(1);
      w.varint(1, 1_700_000_000);
      w.varint(2, i);
      w.close(time);
      w.string(2, i == 1 ? "one" : "two");
      if (i == 1) {
        int pair = w.open(3);
        w.string(1, "trace.id");
        w.string(2, "t");
        w.close(pair);
      }
      w.close(entry);
    }
    w.close(stream);
    return w.toByteArray();
  }

  private static DecodedLogs json(String text) {
    return LokiPush.json(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsProtobufInSnappy() throws IOException {
    byte[] body = Snappy.compress(protobuf("{app=\"cart\", zone=\"a\\n\\\"b\"}"));
    assertThat(LokiPush.snappyProtobuf(body, 1 << 20).streams()).isEqualTo(EXPECTED);
    assertThatThrownBy(() -> LokiPush.snappyProtobuf(body, 10))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("at most 10 bytes");
  }

  @Test
  void readsJson() {
    String body =
        """
        {"streams": [{"stream": {"app": "cart", "zone": "a\\n\\"b"},
          "values": [["1700000000000000001", "one", {"trace_id": "t"}],
                     ["1700000000000000002", "two"]]}]}
        """;
    assertThat(json(body).streams()).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"streams\": 3}",
        "{\"streams\": [{\"stream\": {\"a\": 1}, \"values\": []}]}",
        "{\"streams\": [{\"stream\": {\"a-b\": \"1\"}, \"values\": []}]}",
        "{\"streams\": [{\"stream\": {\"a\": \"b\"}, \"values\": [[1, \"x\"]]}]}",
        "{\"streams\": [{\"stream\": {\"a\": \"b\"}, \"values\": [[\"1\"]]}]}",
        "{\"streams\": [{\"stream\": {\"a\": \"b\"}, \"values\": [[\"9999999999999999999\", \"x\"]]}]}",
        "{\"streams\": [{\"stream\": {\"a\": \"b\"}, \"values\": [[\"1\", \"x\", {\"k\": 2}]]}]}"
      })
  void refusesOtherJsonInOneLine(String body) {
    assertThatThrownBy(() -> json(body))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("Loki push: ")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{a}", "{a=b}", "{a=\"b\"", "{a=\"b\"} x", "{1a=\"b\"}", "{a!=\"b\"}"})
  void saysWhereLabelsAreWrong(String labels) {
    assertThatThrownBy(() -> LokiPush.protobuf(protobuf(labels)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageMatching("Loki push: labels .*(at character \\d+).*expected.*");
  }

  @Test
  void damagedBytesAreToldAndNothingElseHappens() {
    byte[] body = protobuf("{a=\"b\"}");
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = Arrays.copyOf(body, 1 + random.nextInt(body.length));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      try {
        LokiPush.protobuf(damaged);
      } catch (InvalidInput expected) {
        assertThat(expected).hasMessageStartingWith("Loki push: ");
      }
    }
  }
}
