package mop.stack.traceql.engine;

import mop.stack.traceql.Value;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values as OTLP's {@code AnyValue} in JSON, as Go's jsonpb writes it: 64-bit integers as text. */
final class AnyValueNode {
  private AnyValueNode() {}

  static ObjectNode of(Value value) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    switch (value) {
      case Value.Int i -> o.put("intValue", Long.toString(i.value()));
      case Value.Real r -> real(o, "doubleValue", r.value());
      case Value.Bool b -> o.put("boolValue", b.value());
      case Value.Many m -> {
        ArrayNode values = o.putObject("arrayValue").putArray("values");
        m.values().forEach(v -> values.add(of(v)));
      }
      case Value.Nil _, Value.Text _, Value.Duration _, Value.Status _, Value.Kind _ ->
          o.put("stringValue", value.text());
    }
    return o;
  }

  /** What JSON has no number for stands as text. */
  static void real(ObjectNode o, String field, double v) {
    if (Double.isNaN(v)) {
      o.put(field, "NaN");
    } else if (Double.isInfinite(v)) {
      o.put(field, v > 0 ? "Infinity" : "-Infinity");
    } else if (v == Math.rint(v) && Math.abs(v) < 1e15) {
      o.put(field, (long) v);
    } else {
      o.put(field, v);
    }
  }

  /** A list of keys and values, left out when it is empty. */
  static void pairs(ObjectNode o, String field, Iterable<NamedValue> values) {
    if (values.iterator().hasNext()) {
      ArrayNode list = o.putArray(field);
      for (NamedValue v : values) {
        list.addObject().put("key", v.name()).set("value", of(v.value()));
      }
    }
  }
}
