package mop.stack.traces;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import mop.stack.store.ObjectStore;

/**
 * Notes of merges that are under way, a file each: the first line names the block that comes out,
 * the others name those that go in. Without them a crash behind the writing of the one and before
 * the marking of the last of the others would leave traces in two blocks that nobody knows to
 * belong together.
 */
final class MergeJournal {
  private static final String SUFFIX = ".merge";

  private final ObjectStore store;
  private final Path folder;

  MergeJournal(ObjectStore store, Path folder) {
    this.store = store;
    this.folder = folder;
  }

  /** Notes a merge; on the disk when this returns. */
  void begin(String output, List<BlockMeta> inputs) throws IOException {
    String prefix = inputs.getFirst().tenant() + '/';
    StringBuilder text = new StringBuilder(prefix + output + '\n');
    inputs.forEach(i -> text.append(prefix).append(i.blockId()).append('\n'));
    Path aside = folder.resolve(Compactor.SCRATCH + output + SUFFIX);
    Files.writeString(aside, text);
    force(aside, StandardOpenOption.WRITE);
    Files.move(aside, file(output), StandardCopyOption.ATOMIC_MOVE);
    force(folder, StandardOpenOption.READ);
  }

  private static void force(Path path, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }

  /** The merge is over: its inputs are marked, or nothing has come out. */
  void end(String output) throws IOException {
    Files.deleteIfExists(file(output));
  }

  private Path file(String output) {
    return folder.resolve(output + SUFFIX);
  }

  /**
   * Marks what went into merges whose blocks were written, and forgets the other merges.
   *
   * @param now noted as the time at which the blocks were compacted
   */
  void finish(Instant now) throws IOException {
    List<Path> left;
    try (Stream<Path> files = Files.list(folder)) {
      left = files.filter(MergeJournal::isOne).sorted().toList();
    }
    for (Path file : left) {
      List<String> blocks = Files.readAllLines(file);
      if (has(blocks.getFirst() + '/' + BlockObjects.META)) {
        for (String input : blocks.subList(1, blocks.size())) {
          mark(input + '/' + BlockObjects.META, now);
        }
      }
      Files.delete(file);
    }
  }

  private static boolean isOne(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(SUFFIX) && !name.startsWith(Compactor.SCRATCH);
  }

  private boolean has(String key) throws IOException {
    return store.list(key).contains(key);
  }

  private void mark(String key, Instant now) throws IOException {
    if (has(key)) {
      BlockObjects.markCompacted(store, BlockMeta.parse(store.get(key)), now);
    }
  }
}
