package mop.stack.traces;

/** When appended traces are forced to the disk. */
public enum WalSync {
  /** Written and forced before {@code append} returns: no trace is lost. */
  EACH_TRACE(0, true),
  /**
   * Written and forced whenever a mebibyte has gathered: a crash of the process or the machine
   * loses at most the last mebibyte. Tempo holds traces in memory for up to 30 seconds before its
   * log.
   */
  EACH_MEBIBYTE(1 << 20, true),
  /** Written by the mebibyte, never forced: a crash of the machine may lose more. */
  NEVER(1 << 20, false);

  final int bufferBytes;
  final boolean force;

  WalSync(int bufferBytes, boolean force) {
    this.bufferBytes = bufferBytes;
    this.force = force;
  }
}
