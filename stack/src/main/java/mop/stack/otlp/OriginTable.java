package mop.stack.otlp;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Equal headers become one {@link Origin}. Memory is bounded: when more headers than {@code
 * maxOrigins}, or more than {@code maxBytes} of them, were seen, all are forgotten and the table
 * begins anew (the objects handed out stay valid, but equal headers seen before and after are then
 * two objects).
 */
final class OriginTable {
  private static final byte[] SERVICE_NAME = SpanAttributes.key("service.name");
  private static final String UNKNOWN = "unknown_service";

  private final int maxOrigins;
  private final long maxBytes;
  private final CRC32C crc = new CRC32C();
  private final SpanAttributes attributes = new SpanAttributes();
  private Origin[] table = new Origin[256];
  private int[] hashes = new int[256];
  private int size;
  private long bytes;
  private byte[] buffer = new byte[0];
  private int resourceOffset;
  private int resourceLength;
  private int resourceHash;
  private byte @Nullable [] found;

  OriginTable(int maxOrigins, long maxBytes) {
    this.maxOrigins = maxOrigins;
    this.maxBytes = maxBytes;
  }

  /** The resource of the headers that {@link #intern} is asked for next. */
  void resource(byte[] from, int offset, int length) {
    buffer = from;
    resourceOffset = offset;
    resourceLength = length;
    resourceHash = hash(offset, length);
    found = null;
  }

  private int hash(int offset, int length) {
    crc.reset();
    crc.update(buffer, offset, length);
    return (int) crc.getValue();
  }

  /** The headers of the resource and a scope in the same buffer. */
  Origin intern(int scopeOffset, int scopeLength) {
    int hash = (resourceHash * 31 + hash(scopeOffset, scopeLength)) * 31 + resourceLength;
    int mask = table.length - 1;
    for (int slot = hash & mask; table[slot] != null; slot = (slot + 1) & mask) {
      Origin known = table[slot];
      if (hashes[slot] == hash
          && sameResource(known.resource())
          && same(known.scope(), scopeOffset, scopeLength)) {
        return known;
      }
    }
    if (found == null) {
      found = Arrays.copyOfRange(buffer, resourceOffset, resourceOffset + resourceLength);
    }
    byte[] scope = Arrays.copyOfRange(buffer, scopeOffset, scopeOffset + scopeLength);
    Origin added = new Origin(found, scope, serviceName(found));
    add(added, hash);
    return added;
  }

  /** Compares bytes once for all scopes of a resource, as its origins mostly share one array. */
  @SuppressWarnings("ReferenceEquality") // a shortcut before the bytes are compared
  private boolean sameResource(byte[] known) {
    if (known != found && !same(known, resourceOffset, resourceLength)) {
      return false;
    }
    found = known;
    return true;
  }

  private boolean same(byte[] known, int offset, int length) {
    return Arrays.equals(known, 0, known.length, buffer, offset, offset + length);
  }

  private String serviceName(byte[] resource) {
    if (!attributes.findInResource(resource, SERVICE_NAME)) {
      return UNKNOWN;
    }
    Optional<String> name = attributes.string();
    return name.isPresent() && !name.get().isEmpty() ? name.get() : UNKNOWN;
  }

  private void add(Origin origin, int hash) {
    int length = origin.resource().length + origin.scope().length;
    if (size >= maxOrigins || bytes + length > maxBytes) {
      Arrays.fill(table, null);
      size = 0;
      bytes = 0;
    } else if (size * 2 >= table.length) {
      grow();
    }
    place(origin, hash);
    size++;
    bytes += length;
  }

  private void grow() {
    Origin[] oldTable = table;
    int[] oldHashes = hashes;
    table = new Origin[oldTable.length * 2];
    hashes = new int[oldTable.length * 2];
    for (int i = 0; i < oldTable.length; i++) {
      if (oldTable[i] != null) {
        place(oldTable[i], oldHashes[i]);
      }
    }
  }

  private void place(Origin origin, int hash) {
    int mask = table.length - 1;
    int slot = hash & mask;
    while (table[slot] != null) {
      slot = (slot + 1) & mask;
    }
    table[slot] = origin;
    hashes[slot] = hash;
  }
}
