package mop.stack.logs;

/**
 * How much a selection of streams holds. Of a chunk that reaches beyond the range only the share of
 * its time that lies within counts, as in Loki's {@code /loki/api/v1/index/stats}.
 *
 * @param bytes of lines and structured metadata before compression; of stored chunks rounded to
 *     KiB, as the index holds it
 */
public record LogVolume(long streams, long chunks, long entries, long bytes) {
  public static final LogVolume NONE = new LogVolume(0, 0, 0, 0);

  public LogVolume plus(LogVolume more) {
    return new LogVolume(
        streams + more.streams, chunks + more.chunks, entries + more.entries, bytes + more.bytes);
  }
}
