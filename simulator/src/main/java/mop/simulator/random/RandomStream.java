package mop.simulator.random;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A generator that is set to the beginning of any of 2^256 addressed streams without an object
 * being made: xoroshiro128++ (Blackman and Vigna 2021), seeded through the finaliser of SplitMix64
 * (Steele, Lea and Flood 2014; Stafford's variant 13). What is drawn at one address never depends
 * on what was drawn at another, so that work may be cut among threads at will. Not thread-safe.
 */
public final class RandomStream implements UniformRandomProvider {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long s0;
  private long s1;

  /** The stream at an address; see {@link #restart}. */
  public RandomStream(long seed, long block, long slice, long item) {
    restart(seed, block, slice, item);
  }

  /** The generator in a given state. */
  RandomStream(long s0, long s1) {
    this.s0 = s0;
    this.s1 = s1;
  }

  /** Goes to the beginning of the stream with this address. */
  public void restart(long seed, long block, long slice, long item) {
    long address = mix(seed ^ GOLDEN);
    address = mix(address + GOLDEN * (block + 1));
    address = mix(address + GOLDEN * (slice + 1));
    address = mix(address + GOLDEN * (item + 1));
    s0 = mix(address + GOLDEN);
    s1 = mix(s0 ^ address);
    if ((s0 | s1) == 0) {
      s1 = GOLDEN; // all zero is the one state that xoroshiro cannot leave
    }
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public long nextLong() {
    long a = s0;
    long b = s1;
    long result = Long.rotateLeft(a + b, 17) + a;
    b ^= a;
    s0 = Long.rotateLeft(a, 49) ^ b ^ (b << 21);
    s1 = Long.rotateLeft(b, 28);
    return result;
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  public double uniform() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform in (0, 1], a multiple of 2^-53: its logarithm is finite. */
  public double uniformAboveZero() {
    return ((nextLong() >>> 11) + 1) * 0x1p-53;
  }

  /**
   * Nearly uniform in 0 to {@code bound} − 1: by multiplication without rejection, wrong by less
   * than {@code bound} / 2^32.
   */
  public int below(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** A span or trace id part: never 0. */
  public long id() {
    long id = nextLong();
    return id == 0 ? 1 : id;
  }
}
