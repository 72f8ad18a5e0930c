package mop.stack.spanmetrics;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import mop.stack.otlp.AttributeTexts;
import mop.stack.otlp.Origin;
import org.jspecify.annotations.Nullable;

/** What a resource says of all its spans. */
final class Headers {
  /** Attributes in their order; of several with one key the first counts. */
  final Map<String, String> attributes = new LinkedHashMap<>();

  /** {@code namespace/name} of the service; empty when it has no name. */
  final String job;

  private Headers(Origin origin) {
    AttributeTexts.forEach(origin.resource(), attributes::putIfAbsent);
    String service = service();
    String namespace = attributes.getOrDefault("service.namespace", "");
    job = service.isEmpty() || namespace.isEmpty() ? service : namespace + '/' + service;
  }

  /** Name of the service; empty when there is none. */
  String service() {
    return attributes.getOrDefault("service.name", "");
  }

  String instance() {
    return attributes.getOrDefault("service.instance.id", "");
  }

  @Nullable String get(String key) {
    return attributes.get(key);
  }

  /** Headers that were seen lately, so that each is read once. */
  static final class Cache {
    private static final int MOST = 1 << 14;

    private final IdentityHashMap<Origin, Headers> known = new IdentityHashMap<>();
    private @Nullable Origin last;
    private @Nullable Headers lastHeaders;

    @SuppressWarnings("ReferenceEquality") // equal origins are mostly one object
    Headers of(Origin origin) {
      Headers found = lastHeaders;
      if (origin == last && found != null) {
        return found;
      }
      if (known.size() >= MOST) {
        known.clear();
      }
      found = known.computeIfAbsent(origin, Headers::new);
      last = origin;
      lastHeaders = found;
      return found;
    }
  }
}
