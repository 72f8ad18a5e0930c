package mop.stack.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import mop.stack.metrics.block.Block;
import mop.stack.metrics.block.BlockMeta;
import mop.stack.metrics.block.Ulid;

/** The blocks of a data folder. Changed by one thread at a time; the list can be read by any. */
final class BlockFolder {
  /** Ends the names of folders that are being written or deleted, ours and Prometheus'. */
  private static final List<String> LEFTOVERS =
      List.of(".tmp-for-creation", ".tmp-for-deletion", ".tmp");

  private static final String DELETING = ".tmp-for-deletion";
  private static final String BROKEN = ".broken";

  private final Path folder;
  private final Consumer<String> messages;
  private volatile List<Block> blocks = List.of();

  private BlockFolder(Path folder, Consumer<String> messages) {
    this.folder = folder;
    this.messages = messages;
  }

  /** Opens all blocks; leftovers are removed, and what is broken is set aside with a message. */
  static BlockFolder open(Path folder, Consumer<String> messages) throws IOException {
    Files.createDirectories(folder);
    BlockFolder opened = new BlockFolder(folder, messages);
    List<Block> found = new ArrayList<>();
    for (Path p : children(folder)) {
      String name = p.getFileName().toString();
      if (LEFTOVERS.stream().anyMatch(name::endsWith)) {
        deleteTree(p);
      } else if (Ulid.isOne(name) && Files.isDirectory(p)) {
        opened.tryOpen(p, found);
      }
    }
    opened.publish(found);
    List<Ulid> replaced = opened.replaced();
    opened.swap(List.of(), replaced);
    opened.delete(replaced);
    return opened;
  }

  /** Blocks that went into another, but could not be deleted any more. */
  private List<Ulid> replaced() {
    List<Ulid> parents =
        metas().stream()
            .flatMap(m -> m.compaction().parents().stream())
            .map(BlockMeta.Parent::ulid)
            .toList();
    return metas().stream().map(BlockMeta::ulid).filter(parents::contains).toList();
  }

  private void tryOpen(Path block, List<Block> into) throws IOException {
    try {
      into.add(Block.open(block));
    } catch (InvalidInput e) {
      Path aside = block.resolveSibling(block.getFileName() + BROKEN);
      Files.move(block, aside, StandardCopyOption.ATOMIC_MOVE);
      messages.accept(e.getMessage() + " The block is set aside as " + aside.getFileName());
    }
  }

  private void publish(List<Block> all) {
    List<Block> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparingLong((Block b) -> b.meta().minTime())
            .thenComparing(b -> b.meta().ulid()));
    blocks = List.copyOf(sorted);
  }

  /** The blocks by their times. */
  List<Block> blocks() {
    return blocks;
  }

  List<BlockMeta> metas() {
    return blocks.stream().map(Block::meta).toList();
  }

  /** Blocks of the list by their names, in the order of their start. */
  List<Block> of(List<Ulid> ulids) {
    return blocks.stream().filter(b -> ulids.contains(b.meta().ulid())).toList();
  }

  Path folder() {
    return folder;
  }

  Path path(Ulid ulid) {
    return folder.resolve(ulid.toString());
  }

  /** Opens a block that was written to the folder; it is not in the list yet. */
  Block open(Ulid ulid) throws IOException {
    return Block.open(path(ulid));
  }

  /** Takes blocks into the list and others out of it at once. */
  void swap(List<Block> added, List<Ulid> removed) {
    List<Block> all = new ArrayList<>(blocks);
    all.addAll(added);
    all.removeIf(b -> removed.contains(b.meta().ulid()));
    publish(all);
  }

  /** Deletes blocks that are not in the list any more; who reads them can go on. */
  void delete(List<Ulid> removed) throws IOException {
    for (Ulid ulid : removed) {
      Path aside = folder.resolve(ulid + DELETING);
      Files.move(path(ulid), aside, StandardCopyOption.ATOMIC_MOVE);
      deleteTree(aside);
    }
  }

  /** End of the newest block of samples in order; {@link Long#MIN_VALUE} when there is none. */
  long newestEnd() {
    return metas().stream()
        .filter(m -> !m.isOutOfOrder())
        .mapToLong(BlockMeta::maxTime)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /** Bytes of all files of a block. */
  long bytes(Ulid ulid) throws IOException {
    try (Stream<Path> files = Files.walk(path(ulid))) {
      long sum = 0;
      for (Path p : files.filter(Files::isRegularFile).toList()) {
        sum += Files.size(p);
      }
      return sum;
    }
  }

  long bytes() throws IOException {
    long sum = 0;
    for (BlockMeta meta : metas()) {
      sum += bytes(meta.ulid());
    }
    return sum;
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    }
  }
}
