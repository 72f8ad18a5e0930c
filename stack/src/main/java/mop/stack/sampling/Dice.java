package mop.stack.sampling;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The random numbers of a set of probabilistic policies: one 64-bit FNV-1a hash of the trace id per
 * salt. Policies with the same salt share their number, as in the Collector, so that a trace kept
 * at 5 % is kept at 10 % too. Because a hash matters only through the thresholds it is compared
 * with, the space of outcomes is a small grid of cells with known weights.
 */
final class Dice {
  private static final String DEFAULT_SALT = "default-hash-seed";
  private static final BigDecimal MAX =
      new BigDecimal(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
  private static final double RANGE = 0x1p64;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int MAX_CELLS = 4096;

  /**
   * A set of outcomes that all policies judge alike.
   *
   * @param hashes one outcome of it, by salt
   * @param weight probability of the set
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Cell(long[] hashes, double weight) {}

  private final List<String> salts = new ArrayList<>();
  private final List<Long> saltStates = new ArrayList<>();
  private final List<TreeSet<Long>> thresholds = new ArrayList<>();

  /** The largest hash that a percentage lets through, as an unsigned number. */
  static long threshold(double percentage) {
    if (percentage >= 100) {
      return -1;
    }
    return new BigDecimal(percentage / 100).multiply(MAX).toBigInteger().longValue();
  }

  /** Registers a policy; returns the index of its salt. */
  int add(String hashSalt, long threshold) {
    String salt = hashSalt.isEmpty() ? DEFAULT_SALT : hashSalt;
    int index = salts.indexOf(salt);
    if (index < 0) {
      index = salts.size();
      salts.add(salt);
      saltStates.add(fnv(FNV_OFFSET, salt.getBytes(StandardCharsets.UTF_8)));
      thresholds.add(new TreeSet<>(Long::compareUnsigned));
    }
    thresholds.get(index).add(threshold);
    return index;
  }

  private static long fnv(long state, byte[] bytes) {
    long hash = state;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  private static long fnv(long state, long bigEndian) {
    long hash = state;
    for (int shift = 56; shift >= 0; shift -= 8) {
      hash = (hash ^ ((bigEndian >>> shift) & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  int salts() {
    return salts.size();
  }

  /** The hash of a trace id for one salt. */
  long hash(int salt, long idHigh, long idLow) {
    return fnv(fnv(saltStates.get(salt), idHigh), idLow);
  }

  /** The grid; empty when it has more cells than can be looked at for every trace. */
  List<Cell> cells() {
    List<Cell> cells = List.of(new Cell(new long[0], 1));
    for (TreeSet<Long> cuts : thresholds) {
      List<Cell> next = new ArrayList<>();
      for (Cell cell : cells) {
        double below = 0;
        TreeSet<Long> uppers = new TreeSet<>(cuts);
        uppers.add(-1L);
        for (long upper : uppers) {
          double upTo = upper == -1 ? 1 : (unsigned(upper) + 1) / RANGE;
          long[] hashes = Arrays.copyOf(cell.hashes(), cell.hashes().length + 1);
          hashes[cell.hashes().length] = upper;
          next.add(new Cell(hashes, cell.weight() * (upTo - below)));
          below = upTo;
        }
      }
      cells = next;
      if (cells.size() > MAX_CELLS) {
        return List.of();
      }
    }
    return cells;
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : (value >>> 1) * 2.0 + (value & 1);
  }
}
