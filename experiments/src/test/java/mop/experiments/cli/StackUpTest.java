package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack as a process of its own, as a user runs it. */
class StackUpTest {
  private static final Pattern READY = Pattern.compile("Prometheus API +127\\.0\\.0\\.1:(\\d+) ");
  private static final String[] ANY_PORTS = {
    "--otlp-grpc", "0", "--otlp-http", "0", "--prometheus", "0", "--loki", "0", "--tempo", "0"
  };

  @TempDir Path folder;

  private Command up(Path where, String... more) throws IOException {
    String[] args = new String[4 + ANY_PORTS.length + more.length];
    args[0] = "stack";
    args[1] = "up";
    args[2] = "--dir";
    args[3] = folder.resolve("stack").toString();
    System.arraycopy(ANY_PORTS, 0, args, 4, ANY_PORTS.length);
    System.arraycopy(more, 0, args, 4 + ANY_PORTS.length, more.length);
    return new Command(Files.createDirectories(where), args);
  }

  /** Waits until the table is there; returns the port of the Prometheus API. */
  private static int ready(Command command, Process process)
      throws IOException, InterruptedException {
    for (int i = 0; i < 1200; i++) {
      Matcher found = READY.matcher(command.read("out.txt"));
      if (found.find() && command.read("out.txt").contains("Tempo API")) {
        return Integer.parseInt(found.group(1));
      }
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new AssertionError("not ready: " + command.read("out.txt") + command.read("err.txt"));
  }

  private static int status(int port, String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void itServesUntilItIsTerminatedAndNobodyElseGetsItsFolder() throws Exception {
    Command first = up(folder.resolve("first"));
    Process process = first.start();
    try {
      int port = ready(first, process);
      assertThat(status(port, "/-/ready")).isEqualTo(200);
      assertThat(first.read("out.txt").lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));

      Command.Ended second = up(folder.resolve("second")).run();
      assertThat(second.exit()).isEqualTo(13);
      assertThat(second.err().lines())
          .singleElement()
          .asString()
          .contains("is in use by another stack");

      process.destroy();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(first.read("out.txt")).endsWith("stopped\n");
      assertThat(first.read("err.txt")).isEmpty();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aPortInUseIsOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      Command.Ended ended =
          new Command(
                  folder,
                  "stack",
                  "up",
                  "--dir",
                  folder.resolve("stack").toString(),
                  "--otlp-grpc",
                  port)
              .run();

      assertThat(ended.exit()).isEqualTo(13);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err())
          .isEqualTo(
              "Cannot listen on 127.0.0.1:"
                  + port
                  + ": Address already in use; stop what listens there, or choose another port (see"
                  + " stack up --help).\n");
    }
  }

  @Test
  void badOptionsAreOneLine() throws Exception {
    for (String[] more :
        new String[][] {
          {"--stack", "local"},
          {"--listen", "0.0.0.0"},
          {"--tls-cert", "a.pem"},
          {"--token-file", "none"},
          {"--tempo", "70000"},
        }) {
      Command.Ended ended = up(folder, more).run();

      assertThat(ended.exit()).as(String.join(" ", more)).isEqualTo(2);
      assertThat(ended.err().lines()).hasSize(1);
    }
  }
}
