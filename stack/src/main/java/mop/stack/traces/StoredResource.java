package mop.stack.traces;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mop.stack.parquet.ByteSink;

/** A resource or scope taken apart once for all spans that share it. */
final class StoredResource {
  private static final byte[] SERVICE_NAME = "service.name".getBytes(StandardCharsets.UTF_8);

  /** The message that the attributes lie in. */
  final byte[] bytes;

  /** Each {@code KeyValue} as it came; without the service's name. */
  final List<Pair> attributes;

  /** The same sorted by key: Tempo sorts those of resources, and of scopes that are several. */
  final List<Pair> sorted;

  /** The last string under {@code service.name}; empty when there is none. */
  final byte[] serviceName;

  final int dropped;

  /** Of a scope: its name and version. */
  final byte[] name;

  final byte[] version;

  /** Where a serialized {@code KeyValue} and its key and value lie; value −1 when absent. */
  record Pair(int from, int to, int keyFrom, int keyTo, int valueFrom, int valueTo) {}

  private StoredResource(
      byte[] bytes, List<Pair> attributes, int dropped, byte[] name, byte[] version) {
    this.bytes = bytes;
    this.attributes = attributes.stream().filter(p -> !isServiceName(p)).toList();
    this.sorted = this.attributes.stream().sorted(this::compareKeys).toList();
    this.serviceName = serviceName(attributes);
    this.dropped = dropped;
    this.name = name;
    this.version = version;
  }

  static StoredResource resource(byte[] bytes) {
    return parse(bytes, Otlp.RESOURCE_ATTRIBUTES, Otlp.RESOURCE_DROPPED_ATTRIBUTES, -1, -1);
  }

  static StoredResource scope(byte[] bytes) {
    return parse(
        bytes,
        Otlp.SCOPE_ATTRIBUTES,
        Otlp.SCOPE_DROPPED_ATTRIBUTES,
        Otlp.SCOPE_NAME,
        Otlp.SCOPE_VERSION);
  }

  private static StoredResource parse(
      byte[] bytes, int attributes, int dropped, int name, int version) {
    ProtoCursor in = new ProtoCursor();
    List<Pair> pairs = new ArrayList<>();
    int droppedCount = 0;
    byte[] nameBytes = {};
    byte[] versionBytes = {};
    in.over(bytes, 0, bytes.length);
    while (in.next()) {
      if (in.is(attributes, ProtoCursor.LEN)) {
        pairs.add(pair(in));
      } else if (in.is(dropped, ProtoCursor.VARINT)) {
        droppedCount = (int) in.number;
      } else if (in.is(name, ProtoCursor.LEN)) {
        nameBytes = Arrays.copyOfRange(bytes, in.from, in.to);
      } else if (in.is(version, ProtoCursor.LEN)) {
        versionBytes = Arrays.copyOfRange(bytes, in.from, in.to);
      }
    }
    return new StoredResource(bytes, pairs, droppedCount, nameBytes, versionBytes);
  }

  private int compareKeys(Pair a, Pair b) {
    return Arrays.compareUnsigned(bytes, a.keyFrom, a.keyTo, bytes, b.keyFrom, b.keyTo);
  }

  private static Pair pair(ProtoCursor at) {
    ProtoCursor in = new ProtoCursor();
    in.into(at);
    int keyFrom = at.from;
    int keyTo = at.from;
    int valueFrom = -1;
    int valueTo = 0;
    while (in.next()) {
      if (in.is(Otlp.PAIR_KEY, ProtoCursor.LEN)) {
        keyFrom = in.from;
        keyTo = in.to;
      } else if (in.is(Otlp.PAIR_VALUE, ProtoCursor.LEN)) {
        valueFrom = in.from;
        valueTo = in.to;
      }
    }
    return new Pair(at.from, at.to, keyFrom, keyTo, valueFrom, valueTo);
  }

  /** Whether the pair is {@code service.name} with a string. */
  private boolean isServiceName(Pair p) {
    return isServiceNameKey(p) && stringOf(p) != null;
  }

  private boolean isServiceNameKey(Pair p) {
    return Arrays.equals(bytes, p.keyFrom, p.keyTo, SERVICE_NAME, 0, SERVICE_NAME.length);
  }

  private byte[] serviceName(List<Pair> pairs) {
    byte[] found = {};
    for (Pair p : pairs) {
      if (isServiceNameKey(p)) {
        byte[] s = stringOf(p);
        found = s == null ? found : s;
      }
    }
    return found;
  }

  private byte @org.jspecify.annotations.Nullable [] stringOf(Pair p) {
    if (p.valueFrom < 0) {
      return null;
    }
    byte[] found = null;
    ProtoCursor in = new ProtoCursor();
    in.over(bytes, p.valueFrom, p.valueTo);
    while (in.next()) {
      found =
          in.is(Otlp.STRING, ProtoCursor.LEN) ? Arrays.copyOfRange(bytes, in.from, in.to) : null;
    }
    return found;
  }

  /** Equal for what Tempo takes for the same resource or scope: dropped counts do not matter. */
  byte[] identity() {
    ByteSink out = new ByteSink(bytes.length + 32);
    out.putInt(name.length);
    out.put(name);
    out.putInt(version.length);
    out.put(version);
    out.putInt(serviceName.length);
    out.put(serviceName);
    for (Pair p : sorted) {
      out.putInt(p.to - p.from);
      out.put(bytes, p.from, p.to - p.from);
    }
    return out.toByteArray();
  }
}
