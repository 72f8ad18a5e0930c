package mop.simulator.signals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds what metrics and logs need in a generated span, in one walk over its bytes, which are well
 * formed. Reused.
 */
final class SpanFields {
  /** Attributes that are looked for, by their place here. */
  static final List<String> KEYS =
      List.of(
          "http.request.method",
          "http.route",
          "url.scheme",
          "network.protocol.version",
          "http.response.status_code",
          "error.type",
          "rpc.system.name",
          "rpc.method",
          "rpc.response.status_code",
          "db.system.name",
          "db.namespace",
          "db.operation.name",
          "db.collection.name",
          "messaging.system",
          "messaging.destination.name",
          "messaging.operation.name",
          "messaging.consumer.group.name",
          "server.address",
          "user.id",
          "url.path",
          "exception.type",
          "exception.message",
          "exception.stacktrace");

  private static final int NAME = 5 << 3 | 2;
  private static final int ATTRIBUTES = 9 << 3 | 2;
  private static final int EVENTS = 11 << 3 | 2;
  private static final int EVENT_ATTRIBUTES = 3 << 3 | 2;
  private static final byte[][] BYTES =
      KEYS.stream().map(k -> k.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);

  /** Places of the keys of a length. */
  private static final int[][] BY_LENGTH = byLength();

  byte[] buffer = new byte[0];
  int nameOffset;
  int nameLength;

  /** Where the attribute's {@code KeyValue} begins; see its length. */
  final int[] offset = new int[KEYS.size()];

  /** Bytes of the attribute's {@code KeyValue}, 0 when the span has none. */
  final int[] length = new int[KEYS.size()];

  private int at;

  private static int[][] byLength() {
    int longest = Arrays.stream(BYTES).mapToInt(b -> b.length).max().orElseThrow();
    int[][] places = new int[longest + 1][];
    Arrays.setAll(places, n -> places(n));
    return places;
  }

  private static int[] places(int length) {
    int[] found = new int[BYTES.length];
    int count = 0;
    for (int i = 0; i < BYTES.length; i++) {
      if (BYTES[i].length == length) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Place of a key. */
  static int place(String key) {
    int place = KEYS.indexOf(key);
    if (place < 0) {
      throw new IllegalArgumentException(key + " is not looked for");
    }
    return place;
  }

  /** Walks over a serialized {@code Span}. */
  void walk(byte[] bytes, int from, int size) {
    buffer = bytes;
    Arrays.fill(length, 0);
    nameLength = 0;
    walk(from, from + size, ATTRIBUTES);
  }

  private void walk(int from, int end, int attributes) {
    at = from;
    while (at < end) {
      int tag = varint();
      if ((tag & 7) != 2) {
        skip(tag);
        continue;
      }
      int size = varint();
      int next = at + size;
      if (tag == attributes) {
        note(at, size);
      } else if (tag == NAME && attributes == ATTRIBUTES) {
        nameOffset = at;
        nameLength = size;
      } else if (tag == EVENTS && attributes == ATTRIBUTES) {
        walk(at, next, EVENT_ATTRIBUTES);
      }
      at = next;
    }
  }

  private void note(int from, int size) {
    int keyLength = buffer[from + 1];
    if (keyLength >= BY_LENGTH.length || keyLength < 0) {
      return;
    }
    for (int place : BY_LENGTH[keyLength]) {
      if (Arrays.equals(buffer, from + 2, from + 2 + keyLength, BYTES[place], 0, keyLength)) {
        offset[place] = from;
        length[place] = size;
        return;
      }
    }
  }

  private void skip(int tag) {
    switch (tag & 7) {
      case 0 -> varint();
      case 1 -> at += 8;
      default -> at += 4;
    }
  }

  private int varint() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = buffer[at++];
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  boolean has(int place) {
    return length[place] > 0;
  }

  /** The text of an attribute, or its number; empty when the span has none. */
  String text(int place) {
    if (!has(place)) {
      return "";
    }
    at = offset[place] + 2 + BYTES[place].length + 1;
    int end = varint() + at;
    int tag = varint();
    if (tag == (1 << 3 | 2)) {
      int size = varint();
      return new String(buffer, at, size, StandardCharsets.UTF_8);
    }
    return at < end ? Integer.toString(varint()) : "";
  }

  String name() {
    return new String(buffer, nameOffset, nameLength, StandardCharsets.UTF_8);
  }
}
