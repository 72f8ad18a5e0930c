package mop.stack.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parameters of a query string or a form; a name may have several values. */
public final class Params {
  private final Map<String, List<String>> values;

  private Params(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Reads {@code a=1&b=2}; values of the first text stand before those of the next.
   *
   * @throws Refusal 400 when an escape is not one
   */
  static Params parse(@Nullable String... texts) throws Refusal {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String text : texts) {
      if (text == null || text.isEmpty()) {
        continue;
      }
      for (String pair : text.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        if (!pair.isEmpty()) {
          values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
      }
    }
    return new Params(values);
  }

  private static String decode(String text) throws Refusal {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "parameter with a broken escape: " + e.getMessage());
    }
  }

  /** The first value; empty when there is none. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** The first value, or the empty text. */
  public String text(String name) {
    return first(name).orElse("");
  }

  /** All values in their order. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }
}
