package mop.stack.sampling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.stack.sampling.Policy.Named;

/** {@link PublishedSpec} as policies of the Collector. */
final class PublishedExport {
  private static final String HEAD_SALT = "head";
  private static final List<String> NOTES =
      List.of(
          "Published sampling of the MOP project as tail_sampling policies. Approximated: head",
          "rules are probabilistic policies with a salt of their own, judged on any span instead",
          "of the root; the token bucket is composite's count a second, without the burst, and",
          "composite counts each sub-policy apart.");

  private PublishedExport() {}

  static Map<String, String> texts(PublishedSpec spec) {
    List<Named> policies = spec.combine().equals(PublishedSpec.SEQUENCE) ? sequence() : any();
    Map<String, Long> percent = new LinkedHashMap<>();
    policies.forEach(policy -> percent.put(policy.name(), 100L));
    return PolicyExport.texts(
        List.of(new Named("published", new Policy.Composite(spec.targetRate(), policies, percent))),
        PublishedSpec.WAIT_NANOS,
        NOTES);
  }

  private static List<Named> sequence() {
    return List.of(
        server("errors"),
        and("client-errors", clientErrors(), head(PublishedSpec.DEFAULT_RATE)),
        and("slow", slow(), head(PublishedSpec.DEFAULT_RATE)),
        and("critical", path("/api/critical/", false), fallback()),
        and("health", path("/health", false), head(PublishedSpec.HEALTH_RATE), fallback()),
        and("rest", path("/health", true), head(PublishedSpec.DEFAULT_RATE), fallback()));
  }

  private static List<Named> any() {
    return List.of(
        server("errors"),
        clientErrors(),
        slow(),
        path("/api/critical/", false),
        and("health", path("/health", false), head(PublishedSpec.HEALTH_RATE)),
        and("rest", path("/health", true), head(PublishedSpec.DEFAULT_RATE)),
        fallback());
  }

  private static Named and(String name, Named... policies) {
    return new Named(name, new Policy.And(List.of(policies)));
  }

  private static Named server(String name) {
    return new Named(name, new Policy.StatusCode(List.of("ERROR")));
  }

  private static Named clientErrors() {
    return new Named(
        "status-4xx-5xx",
        new Policy.NumericAttribute("http.response.status_code", 400, 599, false));
  }

  private static Named slow() {
    return new Named("latency", new Policy.Latency(PublishedSpec.SLOW_MS, 0));
  }

  private static Named path(String prefix, boolean invert) {
    return new Named(
        invert ? "other-paths" : "path",
        new Policy.StringAttribute("url.path", List.of("^" + prefix), true, invert));
  }

  private static Named head(double rate) {
    return new Named(
        "head-rate", new Policy.Probabilistic(ExportText.rounded(rate * 100), HEAD_SALT));
  }

  private static Named fallback() {
    return new Named(
        "probabilistic-fallback", new Policy.Probabilistic(PublishedSpec.FALLBACK_PERCENT, ""));
  }
}
