package mop.stack.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import mop.stack.http.Binding;
import mop.stack.http.ByteBudget;
import mop.stack.http.HttpListener;
import mop.stack.otlp.OtlpJson;
import mop.stack.otlp.RandomMessages;
import mop.stack.otlp.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpHttpTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final int MAX = 1 << 18;

  private final Recorder receiver = new Recorder();
  private final ReceiveCounters counters = new ReceiveCounters();
  private final ByteBudget budget = new ByteBudget(1 << 20);
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpListener http;

  @BeforeEach
  void start() throws IOException {
    ReceiveLimits limits = new ReceiveLimits(MAX, Duration.ofSeconds(1), Duration.ofSeconds(3));
    http =
        HttpListener.start(
            Binding.loopback(0), new OtlpHttp(receiver, limits, counters).routes(), budget);
  }

  @AfterEach
  void stop() {
    client.close();
    http.close();
    assertThat(budget.held()).isZero();
  }

  private HttpResponse<byte[]> post(String path, String type, String coding, byte[] body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.address().getPort() + path))
            .POST(BodyPublishers.ofByteArray(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!coding.isEmpty()) {
      request.header("Content-Encoding", coding);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static Message random(Signal signal) {
    Message.Builder request =
        switch (signal) {
          case TRACES -> ExportTraceServiceRequest.newBuilder();
          case METRICS -> ExportMetricsServiceRequest.newBuilder();
          default -> ExportLogsServiceRequest.newBuilder();
        };
    new RandomMessages(new SplittableRandom(4)).fill(request);
    return request.build();
  }

  private static String path(Signal signal) {
    return "/v1/" + signal.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static byte[] compressed(String coding, byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    switch (coding) {
      case "gzip" -> {
        try (var out = new GZIPOutputStream(bytes)) {
          out.write(plain);
        }
      }
      case "deflate" -> {
        try (var out = new DeflaterOutputStream(bytes)) {
          out.write(plain);
        }
      }
      case "zstd" -> bytes.write(Zstd.compress(plain));
      default -> bytes.write(plain);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "TRACES,''",
    "TRACES,gzip",
    "TRACES,deflate",
    "TRACES,zstd",
    "METRICS,gzip",
    "LOGS,identity",
  })
  void protobufIsHandedOnAsItIs(Signal signal, String coding) throws Exception {
    byte[] sent = random(signal).toByteArray();

    var response = post(path(signal), PROTOBUF, coding, compressed(coding, sent));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(PROTOBUF);
    assertThat(response.body()).isEmpty();
    Recorder.Got got = receiver.next();
    assertThat(got.signal()).isEqualTo(signal);
    assertThat(got.request()).isEqualTo(sent);
  }

  @ParameterizedTest
  @EnumSource(
      value = Signal.class,
      names = {"TRACES", "METRICS", "LOGS"})
  void jsonIsHandedOnAsProtobuf(Signal signal) throws Exception {
    Message sent = random(signal);

    var response =
        post(
            path(signal),
            "application/json; charset=utf-8",
            "zstd",
            compressed("zstd", OtlpJson.of(sent).getBytes(UTF_8)));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new String(response.body(), UTF_8)).isEqualTo("{}");
    byte[] got = receiver.next().request();
    assertThat(sent.newBuilderForType().mergeFrom(got).build()).isEqualTo(sent);
  }

  @Test
  void partialSuccessIsToldInTheEncodingOfTheRequest() throws Exception {
    Receipt.Partial partial = new Receipt.Partial(3, "too old");
    receiver.answering(partial, partial);

    var binary = post("/v1/metrics", PROTOBUF, "", new byte[0]);
    var json = post("/v1/metrics", JSON, "", "{}".getBytes(UTF_8));

    var success = ExportMetricsServiceResponse.parseFrom(binary.body()).getPartialSuccess();
    assertThat(success.getRejectedDataPoints()).isEqualTo(3);
    assertThat(success.getErrorMessage()).isEqualTo("too old");
    assertThat(new String(json.body(), UTF_8))
        .isEqualTo(
            "{\"partialSuccess\":{\"rejectedDataPoints\":\"3\",\"errorMessage\":\"too old\"}}");
  }

  @Test
  void refusalsAreStatusesInTheEncodingOfTheRequest() throws Exception {
    receiver.answering(
        new Receipt.Overloaded("busy", Duration.ofMillis(1500)),
        new Receipt.Unavailable("disk full", Duration.ofSeconds(30)),
        new Receipt.Invalid("no ids"));

    var busy = post("/v1/logs", JSON, "", "{}".getBytes(UTF_8));
    var full = post("/v1/logs", PROTOBUF, "", new byte[0]);
    var invalid = post("/v1/logs", JSON, "", "{}".getBytes(UTF_8));

    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(new String(busy.body(), UTF_8))
        .isEqualTo(
            "{\"code\":8,\"message\":\"busy\",\"details\":[{\"@type\":"
                + "\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"1.500s\"}]}");
    assertThat(full.statusCode()).isEqualTo(503);
    assertThat(full.headers().firstValue("Retry-After")).hasValue("30");
    assertThat(full.body())
        .startsWith(8, 14, 18, 9)
        .asString(UTF_8)
        .contains("disk full", "google.rpc.RetryInfo");
    assertThat(invalid.statusCode()).isEqualTo(400);
    assertThat(new String(invalid.body(), UTF_8)).isEqualTo("{\"code\":3,\"message\":\"no ids\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/traces|text/plain|''|x|415",
        "/v1/traces|''|''|x|415",
        "/v1/traces|application/json|br|{}|415",
        "/v1/traces|application/json|gzip|{}|400",
        "/v1/traces|application/json|zstd|{}|400",
        "/v1/traces|application/json|''|{|400",
        "/v1/traces|application/json|''|{\"resourceLogs\":[]}|200",
        "/v1/traces|application/json|''|{\"resourceLogs\":[{\"schemaUrl\":\"x\"}]}|400",
        "/v1/profiles|application/json|''|{}|404",
      })
  void whatIsNoRequestIsRefused(String path, String type, String coding, String body, int status)
      throws Exception {
    assertThat(post(path, type, coding, body.getBytes(UTF_8)).statusCode()).isEqualTo(status);
    assertThat(receiver.rest()).hasSize(status == 200 ? 1 : 0);
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + http.address().getPort() + "/v1/traces");
    var response =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString(UTF_8));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gzip", "deflate", "zstd"})
  void aRequestLongerThanAllowedIsRefusedWhateverItsCompression(String coding) throws Exception {
    byte[] zeros = new byte[MAX + 1];

    assertThat(post("/v1/logs", PROTOBUF, coding, compressed(coding, zeros)).statusCode())
        .isEqualTo(413);
    assertThat(receiver.rest()).isEmpty();
  }

  @Test
  void aRequestForWhichThereIsNoRoomIsToldToComeAgain() throws Exception {
    try (ByteBudget.Lease others = budget.lease()) {
      assertThat(others.grow(1_040_000)).isTrue();

      var response = post("/v1/traces", PROTOBUF, "", new byte[20_000]);

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.headers().firstValue("Retry-After")).hasValue("3");
    }
    assertThat(counters.counts(Signal.TRACES).refused()).isEqualTo(1);
    assertThat(post("/v1/traces", PROTOBUF, "", new byte[20_000]).statusCode()).isEqualTo(200);
  }
}
