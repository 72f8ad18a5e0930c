package mop.stack.traces;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mop.stack.otlp.Origin;

/** Numbers the headers of a log segment; equal ones have one number. */
final class WalOrigins {
  /** Objects looked up by identity before their bytes are compared; forgotten beyond these. */
  private static final int MAX_KNOWN_OBJECTS = 1 << 14;

  private final List<Origin> byNumber = new ArrayList<>();
  private final Map<Headers, Integer> byContent = new HashMap<>();

  /** A record of arrays is equal to itself only. */
  private final Map<Origin, Integer> byIdentity = new HashMap<>();

  private record Headers(ByteBuffer resource, ByteBuffer scope) {
    static Headers of(Origin o) {
      return new Headers(ByteBuffer.wrap(o.resource()), ByteBuffer.wrap(o.scope()));
    }
  }

  /** The number of equal headers, −1 when there are none. */
  int find(Origin origin) {
    Integer known = byIdentity.get(origin);
    if (known == null) {
      known = byContent.getOrDefault(Headers.of(origin), -1);
      if (known >= 0) {
        remember(origin, known);
      }
    }
    return known;
  }

  /** Gives the next number. */
  void add(Origin origin) {
    remember(origin, byNumber.size());
    byContent.putIfAbsent(Headers.of(origin), byNumber.size());
    byNumber.add(origin);
  }

  private void remember(Origin origin, int number) {
    if (byIdentity.size() == MAX_KNOWN_OBJECTS) {
      byIdentity.clear();
    }
    byIdentity.put(origin, number);
  }

  int size() {
    return byNumber.size();
  }

  /** Forgets the numbers from {@code size} on. */
  void truncate(int size) {
    byNumber.subList(size, byNumber.size()).clear();
    byContent.values().removeIf(n -> n >= size);
    byIdentity.clear();
  }

  /** The headers by number, as they are now. */
  List<Origin> copy() {
    return List.copyOf(byNumber);
  }
}
