package mop.experiments.run;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.simple.RandomSource;

/** Which blocks are run in which order, and the order of treatments inside each. */
final class Schedule {
  private Schedule() {}

  /**
   * One block's turn.
   *
   * @param block index in the workload
   * @param measured false for warm-up: run like the others, then dropped
   */
  record Turn(int block, boolean measured) {}

  /**
   * Warm-up turns first. Where the workload can draw as many blocks as it likes, warm-up has blocks
   * of its own; a recording is too short for that, so its first block is run once more, unmeasured.
   */
  static List<Turn> turns(boolean endless, int replicates, int warmUpBlocks) {
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < warmUpBlocks; i++) {
      turns.add(new Turn(endless ? i : 0, false));
    }
    int first = endless ? warmUpBlocks : 0;
    for (int i = 0; i < replicates; i++) {
      turns.add(new Turn(first + i, true));
    }
    return List.copyOf(turns);
  }

  /** A random order of {@code treatments} positions, the same for the same seed and block. */
  static int[] order(long seed, int block, int treatments) {
    return new PermutationSampler(
            RandomSource.XO_RO_SHI_RO_128_PP.create(samplerSeed(seed, block)),
            treatments,
            treatments)
        .sample();
  }

  /** Seed of the samplers on a block; all treatments share it (common random numbers). */
  static long samplerSeed(long seed, int block) {
    long z = seed + (block + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
