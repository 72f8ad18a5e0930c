package mop.stack.logs.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** xxHash, 64 bits, seed 0 (the specification of the xxHash project, version 0.1.1). */
public final class XxHash64 {
  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private XxHash64() {}

  public static long hash(byte[] input, int length) {
    int at = 0;
    long h = P5;
    if (length >= 32) {
      long a = 0x60EA27EEADC0B5D6L; // P1 + P2
      long b = P2;
      long c = 0;
      long d = -P1;
      for (; at <= length - 32; at += 32) {
        a = round(a, (long) LONG.get(input, at));
        b = round(b, (long) LONG.get(input, at + 8));
        c = round(c, (long) LONG.get(input, at + 16));
        d = round(d, (long) LONG.get(input, at + 24));
      }
      h = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7);
      h += Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
      h = merge(merge(merge(merge(h, a), b), c), d);
    }
    return avalanche(tail(h + length, input, at, length));
  }

  private static long tail(long start, byte[] input, int from, int length) {
    long h = start;
    int at = from;
    for (; at <= length - 8; at += 8) {
      h = Long.rotateLeft(h ^ round(0, (long) LONG.get(input, at)), 27) * P1 + P4;
    }
    if (at <= length - 4) {
      h = Long.rotateLeft(h ^ (((int) INT.get(input, at) & 0xffffffffL) * P1), 23) * P2 + P3;
      at += 4;
    }
    for (; at < length; at++) {
      h = Long.rotateLeft(h ^ ((input[at] & 0xff) * P5), 11) * P1;
    }
    return h;
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * P2, 31) * P1;
  }

  private static long merge(long h, long lane) {
    return (h ^ round(0, lane)) * P1 + P4;
  }

  private static long avalanche(long hash) {
    long h = (hash ^ (hash >>> 33)) * P2;
    h = (h ^ (h >>> 29)) * P3;
    return h ^ (h >>> 32);
  }
}
