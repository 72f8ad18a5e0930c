package mop.stack.metrics;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import mop.analysis.input.InvalidInput;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.metrics.SampleBatch.Exemplar;
import mop.stack.metrics.block.Block;
import mop.stack.metrics.head.Head;

/**
 * Metrics in a data folder of Prometheus' form: {@code wal}, {@code wbl} and blocks by their ULIDs.
 * A Prometheus can be started on the folder when the store is closed, and the other way round; its
 * {@code chunks_head} is removed then, since the log has the same samples.
 *
 * <p>Batches are appended one at a time, whoever appends them. What {@link #append} returned for is
 * in the log, and with the default settings on the disk: the death of the process, or of the
 * machine, does not lose it. Any number of readers may read meanwhile, and maintenance may go on.
 */
public final class MetricStore implements SeriesSource, Closeable {
  /**
   * What a Prometheus keeps besides the log to start faster, and makes anew where it is missing.
   */
  private static final List<String> SPARE = List.of("chunks_head", "chunk_snapshot.");

  private final FileChannel lock;
  private final BlockFolder blocks;
  private final Head head;
  private final Maintenance maintenance;

  private MetricStore(FileChannel lock, BlockFolder blocks, Head head, Maintenance maintenance) {
    this.lock = lock;
    this.blocks = blocks;
    this.head = head;
    this.maintenance = maintenance;
  }

  /**
   * Opens a folder, which is made when it is not there, and replays its log.
   *
   * @param messages hears in one line each what was repaired or set aside
   * @throws InvalidInput when the folder is in use, or cannot be understood
   */
  public static MetricStore open(
      Path folder, MetricStoreSettings settings, Consumer<String> messages) throws IOException {
    Files.createDirectories(folder);
    FileChannel lock = lock(folder);
    try {
      BlockFolder blocks = BlockFolder.open(folder, messages);
      Head head = Head.open(folder, settings.head(), blocks.newestEnd(), messages);
      dropSpare(folder);
      return new MetricStore(lock, blocks, head, new Maintenance(head, blocks, settings, messages));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    Path file = folder.resolve("lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Another store of this process has it.
    }
    channel.close();
    throw new InvalidInput(
        folder.toString(),
        "is in use by another store",
        "a folder of its own for each store",
        "Stop the other, or name another folder.");
  }

  private static void dropSpare(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      for (Path p : all.toList()) {
        if (SPARE.stream().anyMatch(p.getFileName().toString()::startsWith)) {
          BlockFolder.deleteTree(p);
        }
      }
    }
  }

  /**
   * Appends a batch. What is refused is told in the outcome; the rest is in the log when this
   * returns.
   *
   * @param nowMillis the time by the clock
   * @throws IOException when the log cannot be written, say because the disk is full; then nothing
   *     of the batch was appended, and appending may go on when there is space again
   */
  public AppendOutcome append(SampleBatch batch, long nowMillis) throws IOException {
    return head.append(batch, nowMillis);
  }

  /**
   * Does what is due: cuts blocks off the head, compacts blocks, deletes old ones. To be called
   * every minute or so, by one thread at a time.
   *
   * @param nowMillis the time by the clock, for the names of new blocks
   * @throws IOException when something could not be written; nothing is lost, and the next call
   *     tries again
   */
  public void tick(long nowMillis) throws IOException {
    maintenance.tick(nowMillis);
  }

  /**
   * Cuts everything off the head into blocks. Samples before the end of the newest block range are
   * refused, or out of order, afterwards.
   *
   * @param nowMillis the time by the clock, for the names of new blocks
   */
  public void flush(long nowMillis) throws IOException {
    maintenance.flush(nowMillis);
  }

  private MergedSource sources() {
    List<MergedSource.Part> parts = new ArrayList<>();
    parts.add(new MergedSource.Part(head, head.readableFrom(), Long.MAX_VALUE));
    for (Block b : blocks.blocks()) {
      parts.add(new MergedSource.Part(b, b.meta().minTime(), b.meta().maxTime() - 1));
    }
    return new MergedSource(parts);
  }

  /** Finds something while nothing moves from the head into a block. */
  private interface Search<T> {
    T in(MergedSource sources) throws IOException;
  }

  private <T> T find(Search<T> search) throws IOException {
    maintenance.reading().lock();
    try {
      return search.in(sources());
    } finally {
      maintenance.reading().unlock();
    }
  }

  @Override
  public List<Series> select(long fromMillis, long toMillis, List<Matcher> matchers)
      throws IOException {
    return find(all -> all.select(fromMillis, toMillis, matchers));
  }

  @Override
  public List<String> labelNames(long fromMillis, long toMillis, List<Matcher> matchers)
      throws IOException {
    return find(all -> all.labelNames(fromMillis, toMillis, matchers));
  }

  @Override
  public List<String> labelValues(
      String name, long fromMillis, long toMillis, List<Matcher> matchers) throws IOException {
    return find(all -> all.labelValues(name, fromMillis, toMillis, matchers));
  }

  /**
   * Exemplars of a time range, both ends included, by series.
   *
   * @param any lists of matchers, all of one of which the series satisfies
   */
  public Map<Labels, List<Exemplar>> exemplars(
      long fromMillis, long toMillis, List<List<Matcher>> any) {
    return head.exemplars(fromMillis, toMillis, any);
  }

  /** What is known of metrics, by name. */
  public SortedMap<String, MetricMetadata> metadata() {
    return head.metadata();
  }

  /** Time of the first sample, milliseconds since 1970; {@link Long#MAX_VALUE} without any. */
  public long minTime() {
    List<Block> all = blocks.blocks();
    long first = all.isEmpty() ? Long.MAX_VALUE : all.getFirst().meta().minTime();
    return Math.min(first, head.readableFrom());
  }

  /**
   * What the store holds and has done.
   *
   * @param nowMillis the time by the clock
   */
  public MetricStoreUsage usage(long nowMillis) throws IOException {
    return maintenance.usage(head.counters(nowMillis));
  }

  /** Closes the logs; everything that was acknowledged is in them. */
  @Override
  public void close() throws IOException {
    try {
      head.close();
    } finally {
      lock.close();
    }
  }
}
