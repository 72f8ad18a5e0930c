package mop.experiments.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;

/**
 * The folder of one run, locked against a second run in it. A finished run has {@code result.json}
 * and a report; an unfinished one has only its journal, its definition and scratch data.
 */
public final class RunFolder implements Closeable {
  static final String JOURNAL = "journal.jsonl";
  static final String RESULT = "result.json";
  private static final String SCRATCH = "scratch";
  private static final String LOCK = "run.lock";

  private final Path path;
  private final FileChannel channel;

  private RunFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the folder of a new run.
   *
   * @throws EnvironmentUnfit when the place cannot be written
   */
  public static RunFolder create(Path runs, String experiment, String id) throws IOException {
    Path folder = runs.resolve(experiment).resolve(id);
    try {
      Files.createDirectories(folder.getParent());
      Files.createDirectory(folder);
      return lock(folder);
    } catch (FileAlreadyExistsException e) {
      throw new InvalidInput(
          e.getFile(), "is in the way", "a folder that can be made there", "Name another --out.");
    } catch (AccessDeniedException e) {
      throw new EnvironmentUnfit(
          "--out "
              + runs
              + ": cannot write to "
              + e.getFile()
              + "; expected a writable folder. Name another with --out DIR.");
    } catch (FileSystemException e) {
      throw new EnvironmentUnfit(
          "--out "
              + runs
              + ": cannot make the run's folder ("
              + reason(e)
              + "). Name another with --out DIR.");
    }
  }

  /**
   * Opens the folder of a run that was begun.
   *
   * @throws InvalidInput when it is no run's folder
   * @throws EnvironmentUnfit when another process runs in it
   */
  public static RunFolder open(Path folder) throws IOException {
    if (!Files.isRegularFile(folder.resolve(JOURNAL))) {
      throw new InvalidInput(
          "--resume " + folder,
          "no " + JOURNAL + " there",
          "the folder of a run, such as reports/runs/adaptive-sampling/latest",
          "Look for it with: ls reports/runs/*");
    }
    return lock(folder.toRealPath());
  }

  private static RunFolder lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel)) {
      return new RunFolder(folder, channel);
    }
    channel.close();
    throw new EnvironmentUnfit(
        folder
            + ": another workbench process is running here; wait for it to end, or start a new"
            + " run without --resume.");
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      @SuppressWarnings("resource") // released with the channel
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  public Path path() {
    return path;
  }

  /** The run's id: the folder's name. */
  public String id() {
    return path.getFileName().toString();
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Folder for data that nobody needs after the run. */
  Path scratch() throws IOException {
    return Files.createDirectories(path.resolve(SCRATCH));
  }

  void deleteScratch() throws IOException {
    deleteTree(path.resolve(SCRATCH));
  }

  static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** Points {@code latest} beside this folder to it. */
  void publishLatest() throws IOException {
    Path aside = path.resolveSibling(".latest-" + id());
    Files.deleteIfExists(aside);
    Files.createSymbolicLink(aside, path.getFileName());
    Files.move(
        aside,
        path.resolveSibling("latest"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static String reason(FileSystemException e) {
    return e.getReason() == null ? e.getFile() : e.getFile() + ": " + e.getReason();
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path.resolve(LOCK));
    channel.close();
  }
}
