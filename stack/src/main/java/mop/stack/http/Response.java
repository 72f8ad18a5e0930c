package mop.stack.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;

/**
 * An answer, whole.
 *
 * @param headers beside {@code Content-Type} and {@code Content-Length}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Response(int status, String contentType, byte[] body, Map<String, String> headers) {
  public static final String TEXT = "text/plain; charset=utf-8";
  public static final String JSON = "application/json";
  public static final String PROTOBUF = "application/x-protobuf";

  public Response {
    headers = Map.copyOf(headers);
  }

  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, contentType, body, Map.of());
  }

  public static Response text(int status, String text) {
    return of(status, TEXT, text.getBytes(UTF_8));
  }

  public static Response json(int status, String json) {
    return of(status, JSON, json.getBytes(UTF_8));
  }

  /** Without a body. */
  public static Response empty(int status) {
    return of(status, "", new byte[0]);
  }

  public Response with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Response(status, contentType, body, more);
  }
}
