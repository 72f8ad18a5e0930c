package mop.stack.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mop.stack.http.Binding;
import mop.stack.http.ByteBudget;
import mop.stack.http.HttpListener;
import mop.stack.http.Routes;
import mop.stack.receive.RemoteWriteReceiver.Version;
import mop.stack.receive.RemoteWriteReceiver.Written;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes itself and writes to us. */
@Tag("peer")
class PrometheusRemoteWriteTest {
  @TempDir Path folder;

  private final BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<Receipt> answers = new LinkedBlockingQueue<>();

  private Written take(Version version, byte[] bytes, int offset, int length) {
    assertThat(version).isEqualTo(Version.V1);
    requests.add(Arrays.copyOfRange(bytes, offset, offset + length));
    Receipt receipt = answers.poll();
    return new Written(receipt == null ? Receipt.accepted() : receipt, 0, 0, 0);
  }

  private Process prometheus(int port, int ourPort) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: self
                static_configs: [{targets: ['127.0.0.1:%d']}]
            remote_write:
              - url: http://127.0.0.1:%d/api/v1/write
                queue_config: {min_backoff: 10ms, max_backoff: 50ms, retry_on_http_429: true,
                               batch_send_deadline: 200ms, max_shards: 1}
                metadata_config: {send: false}
            """
                .formatted(port, ourPort));
    try {
      return new ProcessBuilder(
              "prometheus",
              "--config.file=" + config,
              "--storage.tsdb.path=" + folder.resolve("data"),
              "--web.listen-address=127.0.0.1:" + port)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("prometheus.log").toFile())
          .start();
    } catch (IOException e) {
      throw new AssertionError("needs Debian's package prometheus: " + e.getMessage(), e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private byte[] next() throws InterruptedException, IOException {
    byte[] request = requests.poll(60, TimeUnit.SECONDS);
    assertThat(request)
        .as(() -> "a request within a minute; Prometheus said: " + log())
        .isNotNull();
    return request;
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("prometheus.log"), UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void samplesArriveAndArriveAgainWhenWeHadNoRoom() throws Exception {
    answers.add(new Receipt.Overloaded("busy", Duration.ofSeconds(1)));
    answers.add(new Receipt.Unavailable("disk full", Duration.ofSeconds(1)));
    Routes routes =
        new Routes().post("/api/v1/write", new RemoteWriteHttp(this::take, ReceiveLimits.DEFAULT));
    try (HttpListener http =
        HttpListener.start(Binding.loopback(0), routes, new ByteBudget(64 << 20))) {
      Process prometheus = prometheus(freePort(), http.address().getPort());
      try {
        byte[] first = next();
        assertThat(next()).as("again after 429").isEqualTo(first);
        assertThat(next()).as("again after 503").isEqualTo(first);
        Map<String, Double> seen = new TreeMap<>();
        for (byte[] request = first; !seen.containsKey("up"); request = next()) {
          read(request, seen);
        }
        assertThat(seen).containsEntry("up", 1.0).containsKey("prometheus_build_info");
      } finally {
        prometheus.destroy();
        assertThat(prometheus.waitFor(20, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  /** Puts each series' name and its first value into the map. */
  private static void read(byte[] request, Map<String, Double> seen) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(request);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag >>> 3 != 1) {
        in.skipField(tag);
        continue;
      }
      CodedInputStream series = in.readBytes().newCodedInput();
      String name = "";
      double value = Double.NaN;
      for (int t = series.readTag(); t != 0; t = series.readTag()) {
        CodedInputStream part = series.readBytes().newCodedInput();
        if (t >>> 3 == 1) {
          name = nameOf(part, name);
        } else if (t >>> 3 == 2) {
          value = part.readTag() >>> 3 == 1 ? part.readDouble() : 0;
        }
      }
      seen.put(name, value);
    }
  }

  /** The value of a label when it is the metric's name, else what was known before. */
  private static String nameOf(CodedInputStream label, String before) throws IOException {
    label.readTag();
    boolean isName = label.readString().equals("__name__");
    label.readTag();
    return isName ? label.readString() : before;
  }
}
