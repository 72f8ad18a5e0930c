package mop.stack.sampling;

import java.util.Arrays;

/**
 * What is usual for each operation: mean and deviation of the logarithm of its durations over the
 * last half hour or so, so that a fault of some minutes stands out while it lasts. Memory is
 * bounded: operations beyond the limit share one entry.
 */
final class OperationTable {
  /** Observations below which nothing is said to be unusual. */
  private static final double LEAST = 20;

  private static final double LEAST_DEVIATION = 0.1;
  private static final double PRIOR_VARIANCE = 0.25;
  private static final double PRIOR_COUNT = 5;

  private final Decay decay;
  private final int maxOperations;
  private long[] hash = new long[1024];
  private int[] indexOfSlot = new int[1024];
  private int size = 1;
  private double[] count = new double[512];
  private double[] mean = new double[512];
  private double[] square = new double[512];
  private int[] tick = new int[512];

  OperationTable(Decay decay, int maxOperations) {
    this.decay = decay;
    this.maxOperations = maxOperations;
  }

  /** Index of an operation by its hash; 0 is shared by those beyond the limit. */
  int index(long operationHash) {
    long key = operationHash == 0 ? 1 : operationHash;
    int mask = hash.length - 1;
    int slot = (int) (key >>> 32) & mask;
    while (hash[slot] != 0) {
      if (hash[slot] == key) {
        return indexOfSlot[slot];
      }
      slot = (slot + 1) & mask;
    }
    if (size >= maxOperations) {
      return 0;
    }
    hash[slot] = key;
    indexOfSlot[slot] = size;
    if (size == count.length) {
      grow();
    }
    int added = size++;
    if (size * 2 > hash.length) {
      rehash();
    }
    return added;
  }

  private void grow() {
    int capacity = count.length * 2;
    count = Arrays.copyOf(count, capacity);
    mean = Arrays.copyOf(mean, capacity);
    square = Arrays.copyOf(square, capacity);
    tick = Arrays.copyOf(tick, capacity);
  }

  private void rehash() {
    long[] oldHash = hash;
    int[] oldIndex = indexOfSlot;
    hash = new long[oldHash.length * 2];
    indexOfSlot = new int[oldHash.length * 2];
    int mask = hash.length - 1;
    for (int i = 0; i < oldHash.length; i++) {
      if (oldHash[i] != 0) {
        int slot = (int) (oldHash[i] >>> 32) & mask;
        while (hash[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        hash[slot] = oldHash[i];
        indexOfSlot[slot] = oldIndex[i];
      }
    }
  }

  /** Operations told apart so far, and one. */
  int size() {
    return size;
  }

  /** Deviations above the mean, by what was seen before; 0 while too little was seen. */
  double deviations(int operation, double logDuration) {
    if (count[operation] < LEAST) {
      return 0;
    }
    return (logDuration - mean[operation]) / deviation(operation);
  }

  private double deviation(int operation) {
    double variance =
        (square[operation] + PRIOR_COUNT * PRIOR_VARIANCE) / (count[operation] + PRIOR_COUNT);
    return Math.max(LEAST_DEVIATION, Math.sqrt(variance));
  }

  /** The logarithm of the duration that lies so many deviations above the mean. */
  double logDuration(int operation, double deviations) {
    return mean[operation] + deviations * deviation(operation);
  }

  void add(int operation, double logDuration, int now) {
    double kept = decay.over(now - tick[operation]);
    double n = count[operation] * kept + 1;
    double off = logDuration - mean[operation];
    mean[operation] += off / n;
    square[operation] = square[operation] * kept + off * (logDuration - mean[operation]);
    count[operation] = n;
    tick[operation] = now;
  }
}
