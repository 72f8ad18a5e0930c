package mop.stack.otlp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON documents from text: a line each, or, when the first line begins with a brace and leaves
 * some open, as many lines as it takes to close them. A line that begins as a request does ends an
 * open document, so one that is cut off takes none of those behind it along. Blank lines are passed
 * over.
 */
final class LineBuffer {
  private static final byte[] REQUEST = "{\"resource".getBytes(StandardCharsets.US_ASCII);

  private final InputStream in;
  private final int maxBytes;
  private final byte[] chunk = new byte[1 << 16];
  private int chunkAt;
  private int chunkEnd;
  private byte[] text = new byte[1 << 14];
  private int length;
  private long line;
  private long firstLine;
  private boolean tooLong;
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean manyLines;
  private boolean started;

  LineBuffer(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** Moves to the next document; false at the end. */
  boolean next() throws IOException {
    do {
      length = 0;
      tooLong = false;
      if (!readLine()) {
        return false;
      }
      firstLine = line;
    } while (length == 0 && !tooLong);
    if (!started) {
      started = true;
      manyLines = length > 0 && text[0] == '{' && openBraces(0);
    } else if (manyLines) {
      openBraces(0);
    }
    while (manyLines && depth > 0 && !tooLong && !requestFollows()) {
      int from = length;
      if (!readLine()) {
        break;
      }
      countBraces(from);
    }
    return true;
  }

  private boolean openBraces(int from) {
    depth = 0;
    inString = false;
    escaped = false;
    countBraces(from);
    return depth > 0;
  }

  private void countBraces(int from) {
    for (int i = from; i < length; i++) {
      byte c = text[i];
      if (escaped) {
        escaped = false;
      } else if (inString) {
        escaped = c == '\\';
        inString = c != '"';
      } else if (c == '"') {
        inString = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
  }

  /** Appends the next line, without its end; false when there is none. */
  private boolean readLine() throws IOException {
    boolean any = false;
    while (true) {
      if (chunkAt == chunkEnd && !fill()) {
        line += any ? 1 : 0;
        return any;
      }
      any = true;
      int end = chunkAt;
      while (end < chunkEnd && chunk[end] != '\n') {
        end++;
      }
      append(chunkAt, end);
      boolean whole = end < chunkEnd;
      chunkAt = whole ? end + 1 : end;
      if (whole) {
        line++;
        trim();
        return true;
      }
    }
  }

  private boolean requestFollows() throws IOException {
    while (chunkEnd - chunkAt < REQUEST.length) {
      System.arraycopy(chunk, chunkAt, chunk, 0, chunkEnd - chunkAt);
      chunkEnd -= chunkAt;
      chunkAt = 0;
      int more = in.read(chunk, chunkEnd, chunk.length - chunkEnd);
      if (more <= 0) {
        return false;
      }
      chunkEnd += more;
    }
    return Arrays.equals(chunk, chunkAt, chunkAt + REQUEST.length, REQUEST, 0, REQUEST.length);
  }

  private boolean fill() throws IOException {
    chunkEnd = Math.max(0, in.read(chunk, 0, chunk.length));
    chunkAt = 0;
    return chunkEnd > 0;
  }

  private void append(int from, int to) {
    int count = to - from;
    if (length + (long) count > maxBytes) {
      tooLong = true;
      return;
    }
    if (length + count > text.length) {
      text = Arrays.copyOf(text, Math.max(length + count, text.length * 2));
    }
    System.arraycopy(chunk, from, text, length, count);
    length += count;
  }

  private void trim() {
    while (length > 0 && (text[length - 1] == '\r' || text[length - 1] == ' ')) {
      length--;
    }
  }

  byte[] bytes() {
    return text;
  }

  int length() {
    return length;
  }

  /** Line on which the document begins, from 1. */
  long firstLine() {
    return firstLine;
  }

  /** Whether the document was longer than allowed; its bytes are then not whole. */
  boolean tooLong() {
    return tooLong;
  }
}
