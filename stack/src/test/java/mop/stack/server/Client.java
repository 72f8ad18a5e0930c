package mop.stack.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends parameters as a query string and as a form. */
final class Client implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();

  /** What came back. */
  record Answer(int status, String body) {}

  Answer get(URI base, String path, String... pairs) throws IOException, InterruptedException {
    String query = encoded(pairs);
    return send(HttpRequest.newBuilder(base.resolve(path + (query.isEmpty() ? "" : "?" + query))));
  }

  /** With a header. */
  Answer get(URI base, String header, String value, String path, List<String> pairs)
      throws IOException, InterruptedException {
    String query = encoded(pairs.toArray(String[]::new));
    return send(HttpRequest.newBuilder(base.resolve(path + "?" + query)).header(header, value));
  }

  Answer post(URI base, String path, String... pairs) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(pairs))));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new Answer(response.statusCode(), response.body());
  }

  private static String encoded(String... pairs) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      all.add(
          URLEncoder.encode(pairs[i], StandardCharsets.UTF_8)
              + "="
              + URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
    }
    return String.join("&", all);
  }

  @Override
  public void close() {
    http.close();
  }
}
