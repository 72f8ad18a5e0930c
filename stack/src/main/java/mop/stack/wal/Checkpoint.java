package mop.stack.wal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is still needed of a log's first segments, in a folder {@code checkpoint.NNNNNNNN} that
 * holds segments of its own. It is written aside and renamed, so a folder of that name is whole.
 *
 * @param folder where it is
 * @param number the last segment that it replaces
 */
public record Checkpoint(Path folder, int number) {
  private static final String PREFIX = "checkpoint.";
  private static final String ASIDE = ".tmp";

  /** The newest checkpoint of a log. */
  public static Optional<Checkpoint> last(Path log) throws IOException {
    List<Checkpoint> all = list(log);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /** Fills a checkpoint. */
  public interface Content {
    /** Appends the records; synced afterwards. */
    void write(WalWriter into) throws IOException;
  }

  /**
   * Makes a checkpoint; a folder that was left half-written is removed first. The segments and
   * checkpoints that it replaces stay: {@link #deleteReplaced}.
   *
   * @param number the last segment that it replaces
   */
  public static Checkpoint write(Path log, int number, WalSettings settings, Content content)
      throws IOException {
    deleteAside(log);
    Path folder = log.resolve(String.format(Locale.ROOT, PREFIX + "%08d", number));
    Path aside = folder.resolveSibling(folder.getFileName() + ASIDE);
    try {
      try (WalWriter writer = WalWriter.open(aside, settings.withForce(true))) {
        content.write(writer);
        writer.sync();
      }
      Segments.forceFolder(aside);
      Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
      Segments.forceFolder(log);
    } catch (IOException | RuntimeException e) {
      deleteTree(aside);
      throw e;
    }
    return new Checkpoint(folder, number);
  }

  /** Deletes the older checkpoints and the segments that this one replaces. */
  public void deleteReplaced(Path log) throws IOException {
    Segments.deleteBefore(log, number + 1);
    for (Checkpoint c : list(log)) {
      if (c.number < number) {
        deleteTree(c.folder);
      }
    }
  }

  /** Removes checkpoints that were not finished. */
  public static void deleteAside(Path log) throws IOException {
    for (Path p : children(log)) {
      String name = p.getFileName().toString();
      if (name.startsWith(PREFIX) && name.endsWith(ASIDE)) {
        deleteTree(p);
      }
    }
  }

  private static List<Checkpoint> list(Path log) throws IOException {
    return children(log).stream()
        .filter(p -> p.getFileName().toString().matches("checkpoint\\.[0-9]{1,9}"))
        .map(p -> new Checkpoint(p, number(p.getFileName().toString())))
        .sorted(Comparator.comparingInt(Checkpoint::number))
        .toList();
  }

  private static int number(String name) {
    return Integer.parseInt(name.substring(PREFIX.length()));
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    }
  }
}
