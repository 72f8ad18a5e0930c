package mop.stack.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mop.stack.http.Binding;
import mop.stack.http.ByteBudget;
import mop.stack.http.HttpListener;
import mop.stack.http.Routes;
import mop.stack.receive.RemoteWriteReceiver.Written;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xerial.snappy.Snappy;

/** Remote write and Loki's push, as far as the transport goes. */
class PushHttpTest {
  private static final String WRITE = "/api/v1/write";
  private static final String PUSH = "/loki/api/v1/push";
  private static final int MAX = 1 << 16;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> got = new ArrayList<>();
  private Receipt answer = Receipt.accepted();
  private HttpListener http;

  @BeforeEach
  void start() throws IOException {
    ReceiveLimits limits = new ReceiveLimits(MAX, Duration.ofSeconds(1), Duration.ofSeconds(3));
    RemoteWriteReceiver writes =
        (version, bytes, offset, length) -> {
          got.add(version + " " + text(bytes, offset, length));
          return new Written(answer, 5, 0, 1);
        };
    LokiPushReceiver pushes =
        (format, bytes, offset, length) -> {
          got.add(format + " " + text(bytes, offset, length));
          return answer;
        };
    Routes routes =
        new Routes()
            .post(WRITE, new RemoteWriteHttp(writes, limits))
            .post(PUSH, new LokiPushHttp(pushes, limits));
    http = HttpListener.start(Binding.loopback(0), routes, new ByteBudget(1 << 20));
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(Arrays.copyOfRange(bytes, offset, offset + length), UTF_8);
  }

  @AfterEach
  void stop() {
    client.close();
    http.close();
  }

  private HttpResponse<String> post(String path, String type, String coding, byte[] body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.address().getPort() + path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body));
    if (!coding.isEmpty()) {
      request.header("Content-Encoding", coding);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private static byte[] snappy(String text) throws IOException {
    return Snappy.compress(text.getBytes(UTF_8));
  }

  @Test
  void versionsOfRemoteWriteAreToldApart() throws Exception {
    var one = post(WRITE, "application/x-protobuf", "snappy", snappy("one"));
    post(
        WRITE,
        "application/x-protobuf;proto=prometheus.WriteRequest",
        "snappy",
        snappy("also one"));
    var two =
        post(
            WRITE,
            "application/x-protobuf; proto=io.prometheus.write.v2.Request",
            "snappy",
            snappy("two"));

    assertThat(got).containsExactly("V1 one", "V1 also one", "V2 two");
    assertThat(one.statusCode()).isEqualTo(204);
    assertThat(one.headers().map()).doesNotContainKey("x-prometheus-remote-write-samples-written");
    assertThat(two.headers().firstValue("X-Prometheus-Remote-Write-Samples-Written")).hasValue("5");
    assertThat(two.headers().firstValue("X-Prometheus-Remote-Write-Histograms-Written"))
        .hasValue("0");
    assertThat(two.headers().firstValue("X-Prometheus-Remote-Write-Exemplars-Written"))
        .hasValue("1");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/write,application/json,snappy,415",
    "/api/v1/write,application/x-protobuf;proto=other,snappy,415",
    "/api/v1/write,application/x-protobuf,gzip,415",
    "/loki/api/v1/push,text/plain,'',415",
    "/loki/api/v1/push,application/json,br,415",
    "/loki/api/v1/push,application/json,gzip,400",
  })
  void whatIsNoRequestIsRefused(String path, String type, String coding, int status)
      throws Exception {
    assertThat(post(path, type, coding, snappy("x")).statusCode()).isEqualTo(status);
    assertThat(got).isEmpty();
  }

  @Test
  void blocksThatAreNoneOrTooLongAreRefused() throws Exception {
    byte[] bomb = Snappy.compress(new byte[MAX + 1]);
    byte[] cut = Arrays.copyOf(snappy("twelve bytes"), 5);

    assertThat(post(WRITE, "application/x-protobuf", "snappy", bomb).statusCode()).isEqualTo(413);
    for (byte[] broken : List.of(cut, new byte[0], "not snappy".getBytes(UTF_8))) {
      var response = post(WRITE, "application/x-protobuf", "snappy", broken);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).isEqualTo("snappy: corrupt input\n");
    }
    assertThat(got).isEmpty();
  }

  @Test
  void refusalsAreLinesAndSayWhenToComeAgain() throws Exception {
    answer = new Receipt.Invalid("out of order sample");
    var invalid = post(WRITE, "application/x-protobuf", "snappy", snappy("x"));
    answer = new Receipt.Overloaded("busy", Duration.ofSeconds(2));
    var busy = post(PUSH, "application/x-protobuf", "", snappy("x"));
    answer = new Receipt.Unavailable("disk full", Duration.ofSeconds(30));
    var full = post(WRITE, "application/x-protobuf", "snappy", snappy("x"));

    assertThat(invalid.statusCode()).isEqualTo(400);
    assertThat(invalid.body()).isEqualTo("out of order sample\n");
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(full.statusCode()).isEqualTo(503);
    assertThat(full.headers().firstValue("Retry-After")).hasValue("30");
  }

  @Test
  void pushesAreJsonOrProtobuf() throws Exception {
    assertThat(post(PUSH, "application/json", "", "{}".getBytes(UTF_8)).statusCode())
        .isEqualTo(204);
    assertThat(post(PUSH, "application/x-protobuf", "", snappy("p")).statusCode()).isEqualTo(204);

    assertThat(got).containsExactly("JSON {}", "PROTOBUF p");
  }
}
