package mop.simulator.wire;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Frames encoded spans as an {@code ExportTraceServiceRequest} with one {@code ResourceSpans}. Used
 * again for every request; not thread-safe.
 */
public final class RequestWriter {
  private static final int RESOURCE_SPANS = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SPANS = 2;

  private byte[] buffer = new byte[1 << 16];
  private byte[][] from = new byte[64][];
  private int[] offset = new int[64];
  private int[] length = new int[64];
  private int[] scope = new int[64];
  private int spans;

  /** Begins a new request. */
  public void begin() {
    spans = 0;
  }

  /**
   * Adds a span.
   *
   * @param ofScope index of its scope in the {@link Headers}; never less than that of the span
   *     before
   * @param bytes hold the {@code Span} message until {@link #finish}
   */
  public void add(int ofScope, byte[] bytes, int at, int size) {
    if (spans == offset.length) {
      from = Arrays.copyOf(from, spans * 2);
      offset = Arrays.copyOf(offset, spans * 2);
      length = Arrays.copyOf(length, spans * 2);
      scope = Arrays.copyOf(scope, spans * 2);
    }
    from[spans] = bytes;
    offset[spans] = at;
    length[spans] = size;
    scope[spans] = ofScope;
    spans++;
  }

  /** Encodes the request into {@link #buffer()} and returns its length. */
  public int finish(Headers headers) {
    int body = headers.resource.length + headers.schemaUrl.length;
    for (int first = 0; first < spans; first = endOfScope(first)) {
      body += delimited(scopeSize(headers, first));
    }
    int total = delimited(body);
    if (buffer.length < total) {
      buffer = new byte[Math.max(total, buffer.length * 2)];
    }
    try {
      write(headers, body);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return total;
  }

  private void write(Headers headers, int body) throws IOException {
    CodedOutputStream out = CodedOutputStream.newInstance(buffer);
    head(out, RESOURCE_SPANS, body);
    out.writeRawBytes(headers.resource);
    for (int first = 0; first < spans; first = endOfScope(first)) {
      head(out, SCOPE_SPANS, scopeSize(headers, first));
      out.writeRawBytes(headers.scopes[scope[first]]);
      int end = endOfScope(first);
      for (int i = first; i < end; i++) {
        head(out, SPANS, length[i]);
        out.writeRawBytes(from[i], offset[i], length[i]);
      }
      out.writeRawBytes(headers.schemaUrl);
    }
    out.writeRawBytes(headers.schemaUrl);
    out.flush();
  }

  private static void head(CodedOutputStream out, int field, int size) throws IOException {
    out.writeTag(field, 2);
    out.writeUInt32NoTag(size);
  }

  private int endOfScope(int first) {
    int end = first + 1;
    while (end < spans && scope[end] == scope[first]) {
      end++;
    }
    return end;
  }

  private int scopeSize(Headers headers, int first) {
    int size = headers.scopes[scope[first]].length + headers.schemaUrl.length;
    int end = endOfScope(first);
    for (int i = first; i < end; i++) {
      size += delimited(length[i]);
    }
    return size;
  }

  /** Bytes of a one-byte tag, a length and as many bytes. */
  private static int delimited(int size) {
    return 1 + CodedOutputStream.computeUInt32SizeNoTag(size) + size;
  }

  /** Holds the request after {@link #finish}; changed by the next one. */
  public byte[] buffer() {
    return buffer;
  }
}
