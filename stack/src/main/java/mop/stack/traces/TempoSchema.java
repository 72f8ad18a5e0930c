package mop.stack.traces;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mop.stack.parquet.Codec;
import mop.stack.parquet.Encoding;
import mop.stack.parquet.Field;
import mop.stack.parquet.Field.Group;
import mop.stack.parquet.Field.Leaf;
import mop.stack.parquet.LogicalType;
import mop.stack.parquet.PhysicalType;
import mop.stack.parquet.Repetition;
import mop.stack.parquet.Schema;
import mop.stack.traces.DedicatedColumn.Scope;
import mop.stack.traces.DedicatedColumn.ValueType;

/**
 * The schemas of Tempo's blocks, field by field: names, order, repetition, encoding and compression
 * as Tempo's vparquet4 and vparquet5 packages state them.
 *
 * @see <a
 *     href="https://github.com/grafana/tempo/blob/main/tempodb/encoding/vparquet5/schema.go">vparquet5
 *     schema.go</a>
 */
final class TempoSchema {
  private final boolean v5;
  private final ColumnPlan plan;

  private TempoSchema(BlockEncoding encoding, ColumnPlan plan) {
    this.v5 = encoding == BlockEncoding.VPARQUET5;
    this.plan = plan;
  }

  static Schema of(BlockEncoding encoding, ColumnPlan plan) {
    return new Schema(new TempoSchema(encoding, plan).trace());
  }

  private Group trace() {
    return required(
        "Trace",
        bytes("TraceID", Codec.UNCOMPRESSED),
        text("TraceIDText", Encoding.DELTA_LENGTH_BYTE_ARRAY, Codec.SNAPPY),
        nanos("StartTimeUnixNano"),
        nanos("EndTimeUnixNano"),
        nanos("DurationNano"),
        text("RootServiceName", Encoding.RLE_DICTIONARY, Codec.UNCOMPRESSED),
        text("RootSpanName", Encoding.RLE_DICTIONARY, Codec.UNCOMPRESSED),
        serviceStats(),
        list("rs", resource(), list("ss", scopeSpans())));
  }

  private Field serviceStats() {
    Leaf spans = delta32("SpanCount", LogicalType.UINT_32, Codec.UNCOMPRESSED);
    Leaf errors = delta32("ErrorCount", LogicalType.UINT_32, Codec.UNCOMPRESSED);
    if (v5) {
      return list("ServiceStats", dictionary("ServiceName"), spans, errors);
    }
    Group pair =
        new Group(
            "key_value",
            Repetition.REPEATED,
            LogicalType.NONE,
            List.of(
                text("key", Encoding.DELTA_LENGTH_BYTE_ARRAY, Codec.UNCOMPRESSED),
                required("value", spans, errors)));
    return new Group("ServiceStats", Repetition.REQUIRED, LogicalType.MAP, List.of(pair));
  }

  private Group resource() {
    List<Field> fields = new ArrayList<>();
    if (v5) {
      fields.add(dictionary("ServiceName"));
    }
    fields.add(attributes());
    fields.add(dropped("DroppedAttributesCount"));
    if (!v5) {
      fields.add(dictionary("ServiceName"));
      plan.of(Scope.RESOURCE).stream()
          .filter(a -> !a.column().contains("."))
          .forEach(a -> fields.add(dictionary(a.column(), Repetition.OPTIONAL)));
    }
    fields.addAll(dedicated(Scope.RESOURCE));
    return required("Resource", fields.toArray(Field[]::new));
  }

  private Field[] scopeSpans() {
    Group scope =
        required(
            "Scope",
            dictionary("Name"),
            dictionary("Version"),
            attributes(),
            dropped("DroppedAttributesCount"));
    Field spans = list("Spans", span());
    return v5
        ? new Field[] {scope, spans, delta32("SpanCount", LogicalType.INT_32, Codec.UNCOMPRESSED)}
        : new Field[] {scope, spans};
  }

  private Field[] span() {
    List<Field> fields = new ArrayList<>();
    fields.add(bytes("SpanID", Codec.UNCOMPRESSED));
    fields.add(bytes("ParentSpanID", Codec.UNCOMPRESSED));
    Stream.of("ParentID", "NestedSetLeft", "NestedSetRight")
        .forEach(n -> fields.add(delta32(n, LogicalType.INT_32, Codec.UNCOMPRESSED)));
    if (v5) {
      fields.add(delta32("ChildCount", LogicalType.INT_32, Codec.UNCOMPRESSED));
    }
    fields.add(dictionary("Name"));
    fields.add(delta64("Kind", LogicalType.INT_64));
    fields.add(text("TraceState", Encoding.DELTA_LENGTH_BYTE_ARRAY, Codec.SNAPPY));
    fields.add(nanos("StartTimeUnixNano"));
    fields.add(nanos("DurationNano"));
    fields.add(delta64("StatusCode", LogicalType.INT_64));
    fields.add(text("StatusMessage", Encoding.DELTA_LENGTH_BYTE_ARRAY, Codec.SNAPPY));
    fields.add(attributes());
    fields.add(dropped("DroppedAttributesCount"));
    fields.add(list("Events", event()));
    fields.add(plain32("DroppedEventsCount"));
    fields.add(list("Links", link()));
    fields.add(plain32("DroppedLinksCount"));
    if (!v5) {
      fields.add(dictionary("HttpMethod", Repetition.OPTIONAL));
      fields.add(dictionary("HttpUrl", Repetition.OPTIONAL));
      fields.add(plain64("HttpStatusCode", Repetition.OPTIONAL));
    }
    fields.addAll(dedicated(Scope.SPAN));
    if (v5) {
      for (int seconds : new int[] {15, 60, 300, 3600}) {
        String name = "StartTimeRounded" + seconds;
        fields.add(delta32(name, LogicalType.UINT_32, Codec.UNCOMPRESSED));
      }
    }
    return fields.toArray(Field[]::new);
  }

  private Field[] event() {
    List<Field> fields = new ArrayList<>();
    fields.add(nanos("TimeSinceStartNano"));
    fields.add(dictionary("Name"));
    fields.add(attributes());
    fields.add(dropped("DroppedAttributesCount"));
    fields.addAll(dedicated(Scope.EVENT));
    return fields.toArray(Field[]::new);
  }

  private Field[] link() {
    return new Field[] {
      bytes("TraceID", Codec.UNCOMPRESSED),
      bytes("SpanID", Codec.UNCOMPRESSED),
      text("TraceState", Encoding.DELTA_LENGTH_BYTE_ARRAY, Codec.SNAPPY),
      attributes(),
      dropped("DroppedAttributesCount")
    };
  }

  private Field attributes() {
    return list(
        "Attrs",
        dictionary("Key"),
        new Leaf(
            "IsArray",
            Repetition.REQUIRED,
            LogicalType.NONE,
            PhysicalType.BOOLEAN,
            Encoding.PLAIN,
            Codec.SNAPPY),
        values("Value", LogicalType.STRING, PhysicalType.BYTE_ARRAY, Encoding.RLE_DICTIONARY),
        values("ValueInt", LogicalType.INT_64, PhysicalType.INT64, Encoding.PLAIN),
        values("ValueDouble", LogicalType.NONE, PhysicalType.DOUBLE, Encoding.PLAIN),
        values("ValueBool", LogicalType.NONE, PhysicalType.BOOLEAN, Encoding.PLAIN),
        new Leaf(
            "ValueUnsupported",
            Repetition.OPTIONAL,
            LogicalType.STRING,
            PhysicalType.BYTE_ARRAY,
            Encoding.DELTA_LENGTH_BYTE_ARRAY,
            Codec.SNAPPY));
  }

  private List<Field> dedicated(Scope scope) {
    if (scope == Scope.EVENT && !v5) {
      return List.of();
    }
    List<Field> fields = new ArrayList<>();
    if (v5) {
      for (ColumnPlan.Assigned a : plan.of(scope)) {
        String name = a.column().substring(a.column().indexOf('.') + 1);
        fields.add(a.blob() ? blob(name, a.type()) : values(name, a.type()));
      }
    } else {
      for (int i = 1; i <= 10; i++) {
        fields.add(dictionary(String.format(Locale.ROOT, "String%02d", i), Repetition.OPTIONAL));
      }
    }
    return fields.isEmpty()
        ? List.of()
        : List.of(required("DedicatedAttributes", fields.toArray(Field[]::new)));
  }

  private static Leaf values(String name, ValueType type) {
    return switch (type) {
      case STRING -> dictionary(name, Repetition.REPEATED);
      case INT -> plain64(name, Repetition.REPEATED);
    };
  }

  private static Leaf blob(String name, ValueType type) {
    return switch (type) {
      case STRING ->
          new Leaf(
              name,
              Repetition.REPEATED,
              LogicalType.STRING,
              PhysicalType.BYTE_ARRAY,
              Encoding.DELTA_LENGTH_BYTE_ARRAY,
              Codec.ZSTD);
      case INT ->
          new Leaf(
              name,
              Repetition.REPEATED,
              LogicalType.INT_64,
              PhysicalType.INT64,
              Encoding.PLAIN,
              Codec.ZSTD);
    };
  }

  /** vParquet4 writes three-level lists, vParquet5 repeats the field itself. */
  private Field list(String name, Field... fields) {
    return list(name, List.of(fields));
  }

  private Field list(String name, Field first, Field second) {
    return list(name, List.of(first, second));
  }

  private Field list(String name, List<Field> fields) {
    if (v5) {
      return new Group(name, Repetition.REPEATED, LogicalType.NONE, fields);
    }
    return listOf(name, new Group("element", Repetition.REQUIRED, LogicalType.NONE, fields));
  }

  private static Group listOf(String name, Field element) {
    Group list = new Group("list", Repetition.REPEATED, LogicalType.NONE, List.of(element));
    return new Group(name, Repetition.REQUIRED, LogicalType.LIST, List.of(list));
  }

  private Field values(String name, LogicalType logical, PhysicalType type, Encoding encoding) {
    if (v5) {
      return new Leaf(name, Repetition.REPEATED, logical, type, encoding, Codec.SNAPPY);
    }
    return listOf(
        name, new Leaf("element", Repetition.REQUIRED, logical, type, encoding, Codec.SNAPPY));
  }

  private static Group required(String name, Field... fields) {
    return new Group(name, Repetition.REQUIRED, LogicalType.NONE, List.of(fields));
  }

  private static Leaf bytes(String name, Codec codec) {
    return new Leaf(
        name,
        Repetition.REQUIRED,
        LogicalType.NONE,
        PhysicalType.BYTE_ARRAY,
        Encoding.DELTA_LENGTH_BYTE_ARRAY,
        codec);
  }

  private static Leaf text(String name, Encoding encoding, Codec codec) {
    return new Leaf(
        name, Repetition.REQUIRED, LogicalType.STRING, PhysicalType.BYTE_ARRAY, encoding, codec);
  }

  private static Leaf dictionary(String name) {
    return dictionary(name, Repetition.REQUIRED);
  }

  private static Leaf dictionary(String name, Repetition repetition) {
    return new Leaf(
        name,
        repetition,
        LogicalType.STRING,
        PhysicalType.BYTE_ARRAY,
        Encoding.RLE_DICTIONARY,
        Codec.SNAPPY);
  }

  private static Leaf nanos(String name) {
    return delta64(name, LogicalType.UINT_64);
  }

  private static Leaf delta64(String name, LogicalType logical) {
    return new Leaf(
        name,
        Repetition.REQUIRED,
        logical,
        PhysicalType.INT64,
        Encoding.DELTA_BINARY_PACKED,
        Codec.UNCOMPRESSED);
  }

  private static Leaf delta32(String name, LogicalType logical, Codec codec) {
    return new Leaf(
        name,
        Repetition.REQUIRED,
        logical,
        PhysicalType.INT32,
        Encoding.DELTA_BINARY_PACKED,
        codec);
  }

  private static Leaf dropped(String name) {
    return delta32(name, LogicalType.INT_32, Codec.SNAPPY);
  }

  private static Leaf plain32(String name) {
    return new Leaf(
        name,
        Repetition.REQUIRED,
        LogicalType.INT_32,
        PhysicalType.INT32,
        Encoding.PLAIN,
        Codec.SNAPPY);
  }

  private static Leaf plain64(String name, Repetition repetition) {
    return new Leaf(
        name, repetition, LogicalType.INT_64, PhysicalType.INT64, Encoding.PLAIN, Codec.SNAPPY);
  }
}
