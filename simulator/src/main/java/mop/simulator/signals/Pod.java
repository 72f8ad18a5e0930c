package mop.simulator.signals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mop.stack.otlp.Origin;
import mop.stack.otlp.SpanAttributes;
import org.jspecify.annotations.Nullable;

/** One process of the system: what it has measured so far. */
final class Pod {
  /** Serialized {@code Resource}. */
  final byte[] resource;

  final String language;

  /** Stays the same for a pod of that name, whatever else there is. */
  final long identity;

  final List<Scope> scopes = new ArrayList<>();

  /** Requests served since the last export. */
  long served;

  /** Seconds that served requests took since the last export. */
  double busySeconds;

  /** Exports so far. */
  long exports;

  /** One instrumentation library of the pod. */
  static final class Scope {
    /** Serialized {@code InstrumentationScope}. */
    final byte[] scope;

    private final @Nullable Points[] points = new Points[Instrument.ALL.size()];

    Scope(byte[] scope) {
      this.scope = scope;
    }

    /** Points of an instrument, by its index. */
    Points points(int instrument) {
      Points known = points[instrument];
      if (known == null) {
        known = new Points(Instrument.ALL.get(instrument));
        points[instrument] = known;
      }
      return known;
    }

    /** Points of the instruments that were used. */
    List<Points> used() {
      List<Points> used = new ArrayList<>();
      for (Points p : points) {
        if (p != null) {
          used.add(p);
        }
      }
      return used;
    }
  }

  private Pod(byte[] resource, String name, String language) {
    this.resource = resource;
    this.language = language;
    long hash = 1125899906842597L;
    for (int i = 0; i < name.length(); i++) {
      hash = 31 * hash + name.charAt(i);
    }
    this.identity = hash;
  }

  /** Pods by the headers of their spans. */
  static final class Table {
    private static final byte[] INSTANCE = SpanAttributes.key("service.instance.id");
    private static final byte[] LANGUAGE = SpanAttributes.key("telemetry.sdk.language");

    private final SpanAttributes attributes = new SpanAttributes();
    private final Map<String, Pod> byName = new HashMap<>();
    private final Map<String, Scope> scopes = new HashMap<>();

    /** In the order in which they were first seen. */
    final List<Pod> all = new ArrayList<>();

    Pod of(Origin origin) {
      String name = attribute(origin, INSTANCE);
      Pod known = byName.get(name);
      if (known == null) {
        known = new Pod(origin.resource(), name, attribute(origin, LANGUAGE));
        byName.put(name, known);
        all.add(known);
      }
      return known;
    }

    Scope scope(Pod pod, Origin origin) {
      String name =
          pod.identity
              + " "
              + new String(origin.scope(), java.nio.charset.StandardCharsets.ISO_8859_1);
      Scope known = scopes.get(name);
      if (known == null) {
        known = new Scope(origin.scope());
        scopes.put(name, known);
        pod.scopes.add(known);
      }
      return known;
    }

    private String attribute(Origin origin, byte[] key) {
      boolean found = attributes.findInResource(origin.resource(), key);
      return found ? attributes.string().orElse("") : "";
    }
  }
}
