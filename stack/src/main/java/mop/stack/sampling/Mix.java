package mop.stack.sampling;

/** Hashes of two numbers, well mixed and equal on every machine (after Stafford's mix 13). */
final class Mix {
  private Mix() {}

  static long of(long key, long kind) {
    long mixed = (key ^ kind * 0xD6E8FEB86659FD93L) + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
