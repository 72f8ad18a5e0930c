package mop.stack.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which handler answers which method and path; the first that fits. */
public final class Routes {
  private final List<Route> routes = new ArrayList<>();

  private record Route(String method, List<String> segments, Handler handler) {}

  /** A handler and what the variables of its path are. */
  record Match(Handler handler, Map<String, String> variables) {}

  /**
   * @param pattern segments with {@code {name}} for a variable one: {@code /label/{name}/values}
   */
  public Routes get(String pattern, Handler handler) {
    return add("GET", pattern, handler);
  }

  public Routes post(String pattern, Handler handler) {
    return add("POST", pattern, handler);
  }

  /** GET, and POST with the parameters in a form. */
  public Routes getOrPost(String pattern, Handler handler) {
    return get(pattern, handler).post(pattern, handler);
  }

  private Routes add(String method, String pattern, Handler handler) {
    routes.add(new Route(method, segments(pattern), handler));
    return this;
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  /**
   * @param path raw, as it was sent
   * @throws Refusal 404 when no route has that path
   */
  Optional<Match> find(String method, String path) throws Refusal {
    String asked = method.equals("HEAD") ? "GET" : method;
    List<String> segments = segments(path);
    boolean known = false;
    for (Route route : routes) {
      Optional<Map<String, String>> variables = match(route.segments, segments);
      known |= variables.isPresent();
      if (variables.isPresent() && route.method.equals(asked)) {
        return Optional.of(new Match(route.handler, variables.get()));
      }
    }
    if (!known) {
      throw new Refusal(404, "404 page not found");
    }
    return Optional.empty();
  }

  /** Methods that routes of this path have, as {@code Allow} lists them. */
  String allowed(String path) throws Refusal {
    List<String> segments = segments(path);
    TreeSet<String> methods = new TreeSet<>();
    for (Route route : routes) {
      if (match(route.segments, segments).isPresent()) {
        methods.add(route.method);
      }
    }
    return String.join(", ", methods);
  }

  private static Optional<Map<String, String>> match(List<String> pattern, List<String> path)
      throws Refusal {
    if (pattern.size() != path.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String part = pattern.get(i);
      if (part.startsWith("{")) {
        variables.put(part.substring(1, part.length() - 1), decode(path.get(i)));
      } else if (!part.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  /** As forms are unescaped, but for the plus, which in a path is one. */
  private static String decode(String segment) throws Refusal {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "path with a broken escape");
    }
  }
}
