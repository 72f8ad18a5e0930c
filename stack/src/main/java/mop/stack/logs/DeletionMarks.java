package mop.stack.logs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mop.stack.store.ObjectStore;

/**
 * Keys of chunks that retention took out of the index. Their objects stay for a while, since a
 * query may have seen the old index: files of keys, named by the time of their marking.
 */
final class DeletionMarks {
  private final Path folder;
  private final Duration delay;

  DeletionMarks(Path folder, Duration delay) throws IOException {
    this.folder = folder;
    this.delay = delay;
    Files.createDirectories(folder);
  }

  /** Marks chunks; durable when this returns. */
  void mark(List<String> keys, Instant now) throws IOException {
    long number = now.toEpochMilli();
    while (Files.exists(file(number))) {
      number++;
    }
    Path aside = folder.resolve(number + ".tmp");
    Files.write(aside, keys, StandardCharsets.UTF_8);
    try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(aside, file(number), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path file(long number) {
    return folder.resolve(number + ".marks");
  }

  /**
   * Deletes the objects whose delay is over.
   *
   * @param indexed whether a chunk is in the index, then it stays: its removal did not end
   */
  void sweep(ObjectStore store, Instant now, Predicate<String> indexed) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(f -> f.getFileName().toString().matches("-?\\d+\\.marks")).sorted().toList();
    }
    for (Path f : files) {
      String name = f.getFileName().toString();
      long marked = Long.parseLong(name.substring(0, name.indexOf('.')));
      if (marked + delay.toMillis() > now.toEpochMilli()) {
        continue;
      }
      for (String key : Files.readAllLines(f, StandardCharsets.UTF_8)) {
        if (!indexed.test(key)) {
          store.delete(key);
        }
      }
      Files.delete(f);
    }
  }
}
