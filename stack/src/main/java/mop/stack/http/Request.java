package mop.stack.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request whose headers have been read. */
public final class Request {
  private final HttpExchange exchange;
  private final Map<String, String> variables;
  private final ByteBudget budget;

  Request(HttpExchange exchange, Map<String, String> variables, ByteBudget budget) {
    this.exchange = exchange;
    this.variables = variables;
    this.budget = budget;
  }

  public String method() {
    return exchange.getRequestMethod();
  }

  /** The path as it was sent, escapes and all, without the query string. */
  public String path() {
    return exchange.getRequestURI().getRawPath();
  }

  /** What stands in the path where the route has {@code {name}}, unescaped. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }

  /** The first header of that name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /** The media type of the body in lower case, without parameters; empty when not said. */
  public String mediaType() {
    String type = header("Content-Type").orElse("");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /** The length that was announced for the body; 0 when none was. */
  public long announcedLength() {
    try {
      return Math.max(0, Long.parseLong(header("Content-Length").orElse("0")));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** The body as it travels. */
  public InputStream stream() {
    return exchange.getRequestBody();
  }

  /** The bytes that all requests may hold. */
  public ByteBudget budget() {
    return budget;
  }

  /**
   * Parameters of the query string and, with a form in the body, of the form, which come first.
   *
   * @throws Refusal 400, 413 or 503 when the form cannot be read
   */
  public Params params(int maxFormBytes) throws Refusal, IOException {
    String query = exchange.getRequestURI().getRawQuery();
    if (!mediaType().equals("application/x-www-form-urlencoded")) {
      return Params.parse(query);
    }
    try (ByteBudget.Lease lease = budget.lease()) {
      Body form = Body.read(stream(), announcedLength(), maxFormBytes, lease);
      return Params.parse(new String(form.bytes(), 0, form.length(), UTF_8), query);
    } catch (Body.Refused e) {
      throw switch (e.why()) {
        case TOO_LARGE -> new Refusal(413, "form longer than " + maxFormBytes + " bytes");
        case NO_ROOM -> new Refusal(503, "too many requests at once");
      };
    }
  }
}
