package mop.stack.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpListenerTest {
  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ByteBudget budget = new ByteBudget(1 << 20);
  private HttpListener listener;

  @BeforeEach
  void start() throws IOException {
    listener = HttpListener.start(Binding.loopback(0), routes(), budget);
  }

  @AfterEach
  void stop() {
    listener.close();
    client.close();
  }

  private void restart(Binding binding, Routes routes) throws IOException {
    listener.close();
    listener = HttpListener.start(binding, routes, budget);
  }

  private static Routes routes() {
    return new Routes()
        .get("/label/{name}/values", r -> Response.text(200, r.variable("name")))
        .getOrPost(
            "/query",
            r -> {
              Params params = r.params(1000);
              return Response.text(200, params.text("query") + params.all("match[]"));
            })
        .post("/only", r -> Response.empty(204))
        .get(
            "/teapot",
            r -> {
              throw new Refusal(418, "short and stout");
            })
        .get(
            "/bug",
            r -> {
              throw new IllegalStateException("secret");
            });
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + listener.address().getPort() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private static HttpRequest.Builder form(HttpRequest.Builder request, String text) {
    return request
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(text));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/label/a%2Fb+c/values,200,a/b+c",
    "GET,/label/a/b/values,404,404 page not found",
    "GET,/query?query=up%7B%7D+1&match[]=a&match[]=b,200,'up{} 1[a, b]'",
    "GET,/only,405,Method Not Allowed",
    "GET,/teapot,418,short and stout",
    "GET,/bug,500,internal error",
    "GET,/,404,404 page not found",
  })
  void requestsAreAnsweredByTheirRoute(String method, String path, int status, String text)
      throws Exception {
    HttpResponse<String> response =
        send(
            to(path.replace("[", "%5B").replace("]", "%5D"))
                .method(method, HttpRequest.BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body().strip()).isEqualTo(text);
  }

  @Test
  void theMethodsOfAPathAreTold() throws Exception {
    assertThat(send(to("/query").DELETE()).headers().firstValue("Allow")).hasValue("GET, POST");
    HttpResponse<String> head = send(to("/query?query=x").HEAD());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void parametersOfAFormStandBeforeThoseOfTheQuery() throws Exception {
    assertThat(send(form(to("/query?query=b&match%5B%5D=2"), "query=a&match[]=1")).body())
        .isEqualTo("a[1, 2]");
    assertThat(send(form(to("/query"), "query=" + "x".repeat(1000))).statusCode()).isEqualTo(413);
    assertThat(send(form(to("/query"), "query=%zz")).statusCode()).isEqualTo(400);
    assertThat(budget.held()).isZero();
  }

  @Test
  void aTokenIsAskedOfEveryRequest() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");
    Binding plain = Binding.loopback(0);
    restart(
        new Binding(plain.address(), Optional.empty(), Optional.of(BearerToken.read(file))),
        routes());

    assertThat(send(to("/query").GET()).statusCode()).isEqualTo(401);
    assertThat(send(to("/query").header("Authorization", "Bearer 0123456789abcdeX")).statusCode())
        .isEqualTo(401);
    assertThat(send(to("/query").header("Authorization", "bearer 0123456789abcdef")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void httpsIsSpokenWithTheCertificateThatWasNamed() throws Exception {
    TestCertificate certificate = TestCertificate.make(folder);
    Binding plain = Binding.loopback(0);
    restart(
        new Binding(plain.address(), Optional.of(certificate.tls()), Optional.empty()), routes());

    try (HttpClient trusting = HttpClient.newBuilder().sslContext(certificate.trusting()).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("https://localhost:" + listener.address().getPort() + "/teapot"))
              .build();
      assertThat(trusting.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(418);
    }
  }

  @Test
  void headersHaveAnEnd() throws Exception {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), listener.address().getPort())) {
      byte[] request = ("GET /teapot HTTP/1.1\r\nX: " + "y".repeat(1 << 17)).getBytes(UTF_8);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> {
            while (true) {
              socket.getOutputStream().write(request);
            }
          });
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    Binding same = Binding.loopback(listener.address().getPort());

    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> HttpListener.start(same, new Routes(), budget))
        .withMessage("127.0.0.1:" + same.address().getPort() + ": Address already in use");
  }

  @Test
  void requestsThatHaveArrivedAreAnsweredBeforeTheEnd() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Routes routes =
        new Routes()
            .get(
                "/slow",
                r -> {
                  arrived.countDown();
                  try {
                    answer.await();
                  } catch (InterruptedException e) {
                    throw new IOException(e);
                  }
                  return Response.text(200, "done");
                });
    restart(Binding.loopback(0), routes);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> response = threads.submit(() -> send(to("/slow").GET()));
      arrived.await();
      Future<?> closed = threads.submit(listener::close);
      answer.countDown();
      assertThat(response.get().body()).isEqualTo("done");
      closed.get();
    }
  }

  @Test
  void othersThanThisMachineNeedTlsAndToken() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "short");

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> Binding.of("0.0.0.0", 1, Optional.empty(), Optional.empty()))
        .withMessageContaining("can be reached from other machines");
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> BearerToken.read(token))
        .withMessageContaining("holds no bearer token")
        .withMessageNotContaining("short");
  }
}
