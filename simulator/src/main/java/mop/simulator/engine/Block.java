package mop.simulator.engine;

import mop.simulator.random.RandomStream;

/**
 * One draw of a workload: everything that decides what is in it. Shared by threads.
 *
 * @param number its index among the blocks of the workload
 */
record Block(
    Compiled compiled, BlockShape shape, long seed, int number, Arrivals arrivals, FaultPlan plan) {

  /** Addresses of the streams of a whole block, among those of its slices. */
  private static final long ARRIVALS = -1;

  private static final long FAULTS = -2;

  static Block draw(
      Compiled compiled,
      Expectations expectations,
      FaultSites sites,
      double healthShare,
      BlockShape shape,
      long seed,
      int number) {
    RandomStream random = new RandomStream(seed, number, ARRIVALS, 0);
    Arrivals arrivals = new Arrivals(shape, expectations, healthShare, random);
    random.restart(seed, number, FAULTS, 0);
    FaultPlan plan = new FaultPlanner(shape, arrivals, sites, random).plan();
    return new Block(compiled, shape, seed, number, arrivals, plan);
  }

  int slices() {
    return Math.ceilDiv(shape.seconds(), SliceMaker.SECONDS);
  }

  /** Unix nanoseconds of a second of the block. */
  long nanos(int second) {
    return (shape.startSecond() + second) * 1_000_000_000L;
  }
}
