package mop.stack.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Spoils what a killed stack left and nobody was promised: the ends of logs behind the last
 * acknowledged byte, and blocks that seem half-written.
 */
final class CrashDamage {
  private static final String SEGMENT = "[0-9]{8,}(\\.wal)?";
  private static final int PAGE = 32 << 10;

  /** Bytes at the end of a page in which a log may leave zeros, and more than any fragment's. */
  private static final int PAGE_MARGIN = 700;

  /** A log of traces begins with so many bytes, which say what it is. */
  private static final int HEADER = 8;

  private static final String TRACES = "traces";

  private final Path stack;
  private final Random random;

  /** By log: the last segment at an acknowledgement, and its length then or a little later. */
  private final Map<String, Tail> acknowledged = new HashMap<>();

  /** The end of a log. */
  private record Tail(Path file, long length) {}

  CrashDamage(Path stack, Random random) {
    this.stack = stack;
    this.random = random;
  }

  private static Optional<Path> lastSegment(Path log) throws IOException {
    if (!Files.isDirectory(log)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(log)) {
      return files
          .filter(f -> f.getFileName().toString().matches(SEGMENT))
          .max(Comparator.naturalOrder());
    }
  }

  /** What stands in the log now is acknowledged. */
  void acknowledged(String log) throws IOException {
    synchronized (acknowledged) {
      Optional<Path> last = lastSegment(stack.resolve(log));
      if (last.isPresent()) {
        acknowledged.put(log, new Tail(last.get(), Files.size(last.get())));
      }
    }
  }

  /** Spoils the end of a log; returns what a message of recovery must speak of, if anything. */
  Optional<String> spoilTail(String log) throws IOException {
    Optional<Path> last = lastSegment(stack.resolve(log));
    if (last.isEmpty()) {
      return Optional.empty();
    }
    Path file = last.get();
    Tail known = acknowledged.get(log);
    long promised = known != null && known.file.equals(file) ? known.length : 0;
    long length = Files.size(file);
    if (length > promised && random.nextBoolean()) {
      return cutOrFlip(file, promised, length);
    }
    long inPage = length % PAGE;
    if ((log.equals(TRACES) && length < HEADER) || inPage + PAGE_MARGIN > PAGE) {
      return Optional.empty();
    }
    byte[] torn = new byte[2 + random.nextInt(300)];
    random.nextBytes(torn);
    // the head of a record, or what seems to be padding and is not
    torn[0] = (byte) random.nextInt(2);
    torn[1] |= 1;
    Files.write(file, torn, StandardOpenOption.APPEND);
    return Optional.of(stack.resolve(log).toString());
  }

  private Optional<String> cutOrFlip(Path file, long promised, long length) throws IOException {
    long at = promised + (long) (random.nextDouble() * (length - promised));
    try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "rw")) {
      if (random.nextBoolean() || at < HEADER) {
        f.setLength(at);
      } else {
        f.seek(at);
        int was = f.read();
        f.seek(at);
        f.write(was ^ 1 << random.nextInt(8));
      }
    }
    return Optional.empty();
  }

  /** Leaves things behind as a crash would; returns names that messages of recovery must hold. */
  List<String> leaveHalfWritten() throws IOException {
    List<String> told = new ArrayList<>();
    byte[] content = new byte[random.nextInt(5_000)];
    random.nextBytes(content);
    String block = new UUID(random.nextLong(), random.nextLong()).toString();
    write(stack.resolve("objects/single-tenant/" + block + "/data.parquet"), content);
    told.add(block);
    String ulid = "01" + "0123456789ABCDEFGHJKMNPQ".substring(random.nextInt(8)).repeat(2);
    ulid = (ulid + "0".repeat(26)).substring(0, 26);
    Path metrics = stack.resolve("metrics");
    if (Files.isDirectory(metrics) && !Files.exists(metrics.resolve(ulid + ".broken"))) {
      write(metrics.resolve(ulid + "/chunks/000001"), content);
      told.add(ulid);
    }
    write(stack.resolve("metrics/01ZZZZZZZZZZZZZZZZZZZZZZZZ.tmp-for-creation/index"), content);
    write(
        stack.resolve(
            "objects/fake/%016x/18c%x:18d%x:%08x"
                .formatted(
                    random.nextLong(), random.nextInt(), random.nextInt(), random.nextInt())),
        content);
    return told;
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
