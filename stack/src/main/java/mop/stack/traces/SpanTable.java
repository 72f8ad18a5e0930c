package mop.stack.traces;

import java.util.Arrays;

/**
 * The spans of one trace, read once into columns; names and attributes stay in the raw bytes.
 * Reused from trace to trace.
 */
final class SpanTable {
  private static final int HAS_ATTRIBUTES = 1;
  private static final int HAS_EVENTS = 2;
  private static final int HAS_LINKS = 4;

  byte[] bytes = new byte[1 << 12];
  int size;
  long idHigh;
  long idLow;

  int[] origin = new int[64];

  /** Number of the piece of the trace that the span arrived in. */
  int[] piece = new int[64];

  int[] from = new int[64];
  int[] to = new int[64];
  int[] idFrom = new int[64];
  int[] idLength = new int[64];
  int[] parentFrom = new int[64];
  int[] parentLength = new int[64];
  int[] nameFrom = new int[64];
  int[] nameLength = new int[64];
  int[] stateFrom = new int[64];
  int[] stateLength = new int[64];
  int[] messageFrom = new int[64];
  int[] messageLength = new int[64];
  long[] start = new long[64];
  long[] end = new long[64];
  int[] kind = new int[64];
  int[] status = new int[64];
  int[] droppedAttributes = new int[64];
  int[] droppedEvents = new int[64];
  int[] droppedLinks = new int[64];
  private byte[] parts = new byte[64];

  private int used;
  private final ProtoCursor span = new ProtoCursor();
  private final ProtoCursor inner = new ProtoCursor();

  void begin(long high, long low) {
    idHigh = high;
    idLow = low;
    size = 0;
    used = 0;
  }

  /** Makes room for {@code n} more bytes and returns where they begin; they must be filled. */
  int reserve(int n) {
    if (used + n > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(used + n, bytes.length * 2));
    }
    int at = used;
    used += n;
    return at;
  }

  /** Reads the span that lies between the two offsets of {@link #bytes}. */
  void add(int itsOrigin, int itsPiece, int spanFrom, int spanTo) {
    int i = size;
    if (i == origin.length) {
      grow(i * 2);
    }
    origin[i] = itsOrigin;
    piece[i] = itsPiece;
    from[i] = spanFrom;
    to[i] = spanTo;
    clear(i);
    span.over(bytes, spanFrom, spanTo);
    int has = 0;
    while (span.next()) {
      switch (span.field << 3 | span.wire) {
        case Otlp.SPAN_ID << 3 | ProtoCursor.LEN -> {
          idFrom[i] = span.from;
          idLength[i] = span.length();
        }
        case Otlp.SPAN_PARENT_ID << 3 | ProtoCursor.LEN -> {
          parentFrom[i] = span.from;
          parentLength[i] = span.length();
        }
        case Otlp.SPAN_NAME << 3 | ProtoCursor.LEN -> {
          nameFrom[i] = span.from;
          nameLength[i] = span.length();
        }
        case Otlp.SPAN_TRACE_STATE << 3 | ProtoCursor.LEN -> {
          stateFrom[i] = span.from;
          stateLength[i] = span.length();
        }
        case Otlp.SPAN_KIND << 3 -> kind[i] = (int) span.number;
        case Otlp.SPAN_START << 3 | ProtoCursor.FIXED64 -> start[i] = span.number;
        case Otlp.SPAN_END << 3 | ProtoCursor.FIXED64 -> end[i] = span.number;
        case Otlp.SPAN_ATTRIBUTES << 3 | ProtoCursor.LEN -> has |= HAS_ATTRIBUTES;
        case Otlp.SPAN_EVENTS << 3 | ProtoCursor.LEN -> has |= HAS_EVENTS;
        case Otlp.SPAN_LINKS << 3 | ProtoCursor.LEN -> has |= HAS_LINKS;
        case Otlp.SPAN_DROPPED_ATTRIBUTES << 3 -> droppedAttributes[i] = (int) span.number;
        case Otlp.SPAN_DROPPED_EVENTS << 3 -> droppedEvents[i] = (int) span.number;
        case Otlp.SPAN_DROPPED_LINKS << 3 -> droppedLinks[i] = (int) span.number;
        case Otlp.SPAN_STATUS << 3 | ProtoCursor.LEN -> status(i);
        default -> {}
      }
    }
    parts[i] = (byte) has;
    size = i + 1;
  }

  private void clear(int i) {
    idLength[i] = 0;
    parentLength[i] = 0;
    nameLength[i] = 0;
    stateLength[i] = 0;
    messageLength[i] = 0;
    start[i] = 0;
    end[i] = 0;
    kind[i] = 0;
    status[i] = 0;
    droppedAttributes[i] = 0;
    droppedEvents[i] = 0;
    droppedLinks[i] = 0;
  }

  private void status(int i) {
    inner.into(span);
    while (inner.next()) {
      if (inner.is(Otlp.STATUS_CODE, ProtoCursor.VARINT)) {
        status[i] = (int) inner.number;
      } else if (inner.is(Otlp.STATUS_MESSAGE, ProtoCursor.LEN)) {
        messageFrom[i] = inner.from;
        messageLength[i] = inner.length();
      }
    }
  }

  boolean hasAttributes(int i) {
    return (parts[i] & HAS_ATTRIBUTES) != 0;
  }

  boolean hasEvents(int i) {
    return (parts[i] & HAS_EVENTS) != 0;
  }

  boolean hasLinks(int i) {
    return (parts[i] & HAS_LINKS) != 0;
  }

  boolean isRoot(int i) {
    return parentLength[i] == 0;
  }

  /** The span id as a number: its first eight bytes, shorter ones padded. */
  long id(int i) {
    return number(idFrom[i], idLength[i]);
  }

  long parentId(int i) {
    return number(parentFrom[i], parentLength[i]);
  }

  private long number(int at, int length) {
    long v = 0;
    for (int k = 0; k < 8; k++) {
      v = v << 8 | (k < length ? bytes[at + k] & 0xff : 0);
    }
    return v;
  }

  private void grow(int n) {
    origin = Arrays.copyOf(origin, n);
    piece = Arrays.copyOf(piece, n);
    from = Arrays.copyOf(from, n);
    to = Arrays.copyOf(to, n);
    idFrom = Arrays.copyOf(idFrom, n);
    idLength = Arrays.copyOf(idLength, n);
    parentFrom = Arrays.copyOf(parentFrom, n);
    parentLength = Arrays.copyOf(parentLength, n);
    nameFrom = Arrays.copyOf(nameFrom, n);
    nameLength = Arrays.copyOf(nameLength, n);
    stateFrom = Arrays.copyOf(stateFrom, n);
    stateLength = Arrays.copyOf(stateLength, n);
    messageFrom = Arrays.copyOf(messageFrom, n);
    messageLength = Arrays.copyOf(messageLength, n);
    start = Arrays.copyOf(start, n);
    end = Arrays.copyOf(end, n);
    kind = Arrays.copyOf(kind, n);
    status = Arrays.copyOf(status, n);
    droppedAttributes = Arrays.copyOf(droppedAttributes, n);
    droppedEvents = Arrays.copyOf(droppedEvents, n);
    droppedLinks = Arrays.copyOf(droppedLinks, n);
    parts = Arrays.copyOf(parts, n);
  }
}
