package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import mop.stack.traces.DedicatedColumn.ValueType;

/**
 * Spans in a form in which what was sent and what was stored are equal: without what the encoding
 * does not keep (order of attributes, flags, an array of one value in a dedicated column).
 */
final class SpanForms {
  /** A span with its headers. */
  record Form(Span span, Resource resource, InstrumentationScope scope) {}

  private final ColumnPlan plan;
  private final boolean arrays;

  SpanForms(BlockEncoding encoding) {
    plan = ColumnPlan.of(encoding, DedicatedColumn.DEFAULTS);
    arrays = encoding == BlockEncoding.VPARQUET5;
  }

  /** Fails at the first span that differs. */
  void assertEqual(List<RawTrace> actual, List<RawTrace> expected) {
    Map<String, List<Form>> is = of(actual);
    Map<String, List<Form>> should = of(expected);
    assertThat(is.keySet()).isEqualTo(should.keySet());
    should.forEach((id, forms) -> {
      List<Form> found = is.getOrDefault(id, List.of());
      assertThat(found).as(id).hasSameSizeAs(forms);
      for (int i = 0; i < forms.size(); i++) {
        assertThat(found.get(i)).as(id).isEqualTo(forms.get(i));
      }
    });
  }

  /** All spans of the traces by trace id; of a trace in order of id and kind. */
  private Map<String, List<Form>> of(List<RawTrace> traces) {
    return traces.stream()
        .collect(Collectors.toMap(SpanForms::id, this::of, SpanForms::merge, TreeMap::new));
  }

  private static List<Form> merge(List<Form> a, List<Form> b) {
    List<Form> all = new ArrayList<>(a);
    b.stream().filter(f -> !a.contains(f)).forEach(all::add);
    all.sort(order());
    return all;
  }

  /** Adds a span of one trace to another. */
  static void copy(RawTrace from, int i, RawTrace to) {
    to.add(
        from.origin(i),
        from.bytes(),
        from.offset(i),
        from.length(i),
        from.spanId(i),
        from.parentSpanId(i),
        from.startNanos(i),
        from.endNanos(i),
        from.kind(i),
        from.status(i));
  }

  static String id(RawTrace t) {
    return String.format(java.util.Locale.ROOT, "%016x%016x", t.idHigh(), t.idLow());
  }

  private static Comparator<Form> order() {
    return Comparator.<Form, String>comparing(f -> hex(f.span))
        .thenComparingInt(f -> f.span.getKindValue());
  }

  private static String hex(Span s) {
    return java.util.HexFormat.of().formatHex(s.getSpanId().toByteArray());
  }

  private List<Form> of(RawTrace t) {
    List<Form> forms = new ArrayList<>();
    for (int i = 0; i < t.size(); i++) {
      forms.add(form(t, i));
    }
    forms.sort(order());
    return forms;
  }

  private Form form(RawTrace t, int i) {
    try {
      byte[] bytes =
          java.util.Arrays.copyOfRange(t.bytes(), t.offset(i), t.offset(i) + t.length(i));
      Origin o = t.origin(i);
      return new Form(
          span(Span.parseFrom(bytes)),
          resource(Resource.parseFrom(o.resource())),
          scope(InstrumentationScope.parseFrom(o.scope())));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private Span span(Span s) {
    Span.Builder b = s.toBuilder().clearFlags().clearAttributes().clearEvents().clearLinks();
    if (s.getStatus().getCodeValue() == 0 && s.getStatus().getMessage().isEmpty()) {
      b.clearStatus();
    }
    b.addAllAttributes(attributes(s.getAttributesList(), DedicatedColumn.Scope.SPAN));
    for (Span.Event e : s.getEventsList()) {
      b.addEvents(
          e.toBuilder()
              .clearAttributes()
              .addAllAttributes(attributes(e.getAttributesList(), DedicatedColumn.Scope.EVENT)));
    }
    for (Span.Link l : s.getLinksList()) {
      b.addLinks(
          l.toBuilder()
              .clearFlags()
              .clearAttributes()
              .addAllAttributes(sorted(l.getAttributesList())));
    }
    return b.build();
  }

  private Resource resource(Resource r) {
    List<KeyValue> kept =
        r.getAttributesList().stream()
            .filter(p -> !(p.getKey().equals("service.name") && isEmptyText(p)))
            .toList();
    return r.toBuilder()
        .clearAttributes()
        .clearDroppedAttributesCount()
        .addAllAttributes(attributes(kept, DedicatedColumn.Scope.RESOURCE))
        .build();
  }

  private static boolean isEmptyText(KeyValue p) {
    return p.getValue().hasStringValue() && p.getValue().getStringValue().isEmpty();
  }

  private InstrumentationScope scope(InstrumentationScope s) {
    return s.toBuilder()
        .clearAttributes()
        .clearDroppedAttributesCount()
        .addAllAttributes(sorted(s.getAttributesList()))
        .build();
  }

  private List<KeyValue> attributes(List<KeyValue> pairs, DedicatedColumn.Scope scope) {
    Map<String, ValueType> dedicated =
        plan.of(scope).stream()
            .collect(Collectors.toMap(ColumnPlan.Assigned::name, ColumnPlan.Assigned::type));
    List<KeyValue> kept = new ArrayList<>();
    for (KeyValue p : pairs) {
      ValueType type = dedicated.get(p.getKey());
      ArrayValue list = p.getValue().getArrayValue();
      boolean ownArray =
          arrays
              && type != null
              && p.getValue().hasArrayValue()
              && list.getValuesList().stream().allMatch(v -> fits(v, type));
      if (!ownArray) {
        kept.add(p);
      } else if (list.getValuesCount() == 1) {
        kept.add(p.toBuilder().setValue(list.getValues(0)).build());
      } else if (list.getValuesCount() > 1) {
        kept.add(p);
      }
    }
    return sorted(kept);
  }

  private static boolean fits(AnyValue v, ValueType type) {
    return switch (type) {
      case STRING -> v.hasStringValue();
      case INT -> v.hasIntValue();
    };
  }

  /** The span with its attributes, and those of its events, in order of their keys. */
  static Span sortedAttributes(Span s) {
    Span.Builder b =
        s.toBuilder().clearAttributes().addAllAttributes(sorted(s.getAttributesList()));
    b.getEventsBuilderList()
        .forEach(e -> {
          List<KeyValue> pairs = sorted(e.getAttributesList());
          e.clearAttributes().addAllAttributes(pairs);
        });
    return b.build();
  }

  private static List<KeyValue> sorted(List<KeyValue> pairs) {
    return pairs.stream().sorted(Comparator.comparing(KeyValue::getKey)).toList();
  }
}
