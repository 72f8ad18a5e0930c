package mop.stack.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** A connection to a server on which things go wrong. */
final class FaultyHttp implements SdkHttpClient {
  /** What may happen to a request. */
  enum Fault {
    NONE,
    /** The server is not there. */
    REFUSED,
    /** The server has too much to do, and does nothing. */
    BUSY,
    /** It is done, but the answer never comes. */
    LOST,
    /** The answer ends in the middle. */
    CUT,
    /** One bit of a whole object is another on its way from the server. */
    FLIPPED_DOWN,
    /** One bit of an object is another on its way to the server. */
    FLIPPED_UP,
    /** The server does not know the upload in parts. */
    FORGOTTEN
  }

  private final SdkHttpClient rest = UrlConnectionHttpClient.create();
  private final Function<SdkHttpRequest, Fault> plan;

  FaultyHttp(Function<SdkHttpRequest, Fault> plan) {
    this.plan = plan;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return answer(request, plan.apply(request.httpRequest()));
      }

      @Override
      public void abort() {
        // the connection behind is not kept
      }
    };
  }

  private HttpExecuteResponse answer(HttpExecuteRequest request, Fault fault) throws IOException {
    return switch (fault) {
      case NONE -> send(request);
      case REFUSED -> throw new ConnectException("injected: refused");
      case BUSY -> made(503, "SlowDown");
      case FORGOTTEN -> made(404, "NoSuchUpload");
      case LOST -> {
        send(request).responseBody().ifPresent(FaultyHttp::all);
        throw new SocketTimeoutException("injected: lost");
      }
      case CUT -> changed(send(request), bytes -> Arrays.copyOf(bytes, bytes.length / 2));
      case FLIPPED_DOWN ->
          request.httpRequest().firstMatchingHeader("Range").isPresent()
              ? send(request)
              : changed(send(request), FaultyHttp::flip);
      case FLIPPED_UP -> send(flipped(request));
    };
  }

  private HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
    return rest.prepareRequest(request).call();
  }

  private static HttpExecuteResponse made(int status, String code) {
    byte[] xml = ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(SdkHttpResponse.builder().statusCode(status).build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(xml)))
        .build();
  }

  private static HttpExecuteResponse changed(
      HttpExecuteResponse response, Function<byte[], byte[]> change) {
    byte[] body = response.responseBody().map(FaultyHttp::all).orElse(new byte[0]);
    boolean object =
        response
            .httpResponse()
            .firstMatchingHeader("Content-Type")
            .filter(type -> type.contains("octet"))
            .isPresent();
    byte[] given = object && body.length > 0 ? change.apply(body) : body;
    return HttpExecuteResponse.builder()
        .response(response.httpResponse())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(given)))
        .build();
  }

  private static HttpExecuteRequest flipped(HttpExecuteRequest request) {
    ContentStreamProvider body = request.contentStreamProvider().orElse(null);
    if (body == null || request.httpRequest().method().name().equals("POST")) {
      return request;
    }
    return HttpExecuteRequest.builder()
        .request(request.httpRequest())
        .contentStreamProvider(() -> new ByteArrayInputStream(flip(all(body.newStream()))))
        .build();
  }

  private static byte[] flip(byte[] bytes) {
    if (bytes.length > 0) {
      bytes[bytes.length / 2] ^= 4;
    }
    return bytes;
  }

  private static byte[] all(InputStream in) {
    try (in) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    rest.close();
  }
}
