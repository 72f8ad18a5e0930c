package mop.stack.metrics.head;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mop.stack.labels.Labels;

/** Collects the bytes of a record: numbers big-endian or as LEB128, signed ones zigzag. */
final class RecordBuffer {
  private byte[] bytes = new byte[256];
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  RecordBuffer put(int b) {
    reserve(1);
    bytes[size++] = (byte) b;
    return this;
  }

  RecordBuffer fixed(long v) {
    reserve(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (v >>> shift);
    }
    return this;
  }

  RecordBuffer number(double v) {
    return fixed(Double.doubleToRawLongBits(v));
  }

  RecordBuffer unsigned(long v) {
    reserve(10);
    long rest = v;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  RecordBuffer signed(long v) {
    return unsigned((v << 1) ^ (v >> 63));
  }

  RecordBuffer text(String s) {
    byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
    unsigned(utf8.length);
    reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
    return this;
  }

  RecordBuffer labels(Labels labels) {
    unsigned(labels.size());
    labels.forEach((name, value) -> text(name).text(value));
    return this;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
