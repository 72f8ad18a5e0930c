package mop.stack.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real recordings, read by our reader and by Jackson's tree with the generated classes. */
class RecordingsTest {
  private static final int LINES = 1_500;

  @ParameterizedTest
  @ValueSource(strings = {"onlineboutique-2022-08-22", "trainticket-2023-01-29"})
  void ourReaderAgreesWithATreeOfTheSameLine(String recording) throws Exception {
    Path file = SharedData.file("traces/" + recording + "/traces.otlp.jsonl.gz");
    JsonRequests json = new JsonRequests();
    JsonMapper mapper = new JsonMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (int i = 0; i < LINES; i++) {
        String line = lines.readLine();
        byte[] text = line.getBytes(StandardCharsets.UTF_8);

        JsonRequests.Outcome outcome = json.read(text, 0, text.length);

        assertThat(outcome).isEqualTo(new JsonRequests.Outcome.Request(Signal.TRACES));
        assertSame(
            ExportTraceServiceRequest.parseFrom(
                ByteString.copyFrom(json.written().bytes(), 0, json.written().size())),
            mapper.readTree(line));
      }
    }
  }

  private static void assertSame(ExportTraceServiceRequest request, JsonNode tree) {
    List<Span> spans =
        request.getResourceSpansList().stream()
            .flatMap(r -> r.getScopeSpansList().stream())
            .flatMap(s -> s.getSpansList().stream())
            .toList();
    int i = 0;
    for (JsonNode resource : tree.get("resourceSpans")) {
      for (JsonNode scope : resource.get("scopeSpans")) {
        for (JsonNode span : scope.get("spans")) {
          Span read = spans.get(i++);
          assertThat(hex(read.getTraceId())).isEqualTo(span.get("traceId").asString());
          assertThat(hex(read.getSpanId())).isEqualTo(span.get("spanId").asString());
          assertThat(hex(read.getParentSpanId())).isEqualTo(span.get("parentSpanId").asString());
          assertThat(read.getName()).isEqualTo(span.get("name").asString());
          assertThat(Long.toUnsignedString(read.getEndTimeUnixNano()))
              .isEqualTo(span.get("endTimeUnixNano").asString());
        }
      }
    }
    assertThat(spans).hasSize(i);
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
