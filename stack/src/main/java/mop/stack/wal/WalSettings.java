package mop.stack.wal;

/**
 * How a log is written.
 *
 * @param segmentBytes at which the next segment begins; a multiple of 32 KiB
 * @param force whether {@link WalWriter#sync} waits until the disk has the bytes. Prometheus does
 *     so only when a segment is full: an outage of the machine costs it what the system had not
 *     written yet, the death of the process alone costs nothing either way
 * @param opener opens the segments
 */
public record WalSettings(
    int segmentBytes, WalCompression compression, boolean force, SegmentFile.Opener opener) {
  /** Segments of 128 MiB in snappy, as Prometheus has them, and forced at every sync. */
  public static final WalSettings DEFAULT =
      new WalSettings(128 << 20, WalCompression.SNAPPY, true, SegmentFile::open);

  public WalSettings {
    if (segmentBytes < WalFormat.PAGE || segmentBytes % WalFormat.PAGE != 0) {
      throw new IllegalArgumentException(
          "segments of " + segmentBytes + " bytes are not a multiple of " + WalFormat.PAGE);
    }
  }

  public WalSettings withSegmentBytes(int bytes) {
    return new WalSettings(bytes, compression, force, opener);
  }

  public WalSettings withCompression(WalCompression kind) {
    return new WalSettings(segmentBytes, kind, force, opener);
  }

  public WalSettings withForce(boolean each) {
    return new WalSettings(segmentBytes, compression, each, opener);
  }

  public WalSettings withOpener(SegmentFile.Opener files) {
    return new WalSettings(segmentBytes, compression, force, files);
  }
}
