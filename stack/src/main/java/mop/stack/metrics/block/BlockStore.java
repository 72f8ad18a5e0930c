package mop.stack.metrics.block;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mop.stack.metrics.block.ThanosMeta.SizedFile;
import mop.stack.store.ObjectStore;

/**
 * One tenant's blocks in an object store, as Mimir and Thanos lay them out: {@code
 * <tenant>/<ulid>/chunks/NNNNNN}, {@code index} and, put last and deleted first, {@code meta.json};
 * what has none is no block. Deletions are kept in {@code tombstones}, which those two do not know.
 */
public final class BlockStore {
  private static final int PIECE_BYTES = 16 << 20;
  private static final String SOURCE = "mop";

  private final ObjectStore store;
  private final String tenant;

  public BlockStore(ObjectStore store, String tenant) {
    this.store = store;
    this.tenant = tenant;
  }

  private String prefix(Ulid ulid) {
    return tenant + '/' + ulid + '/';
  }

  /**
   * Puts a block of a folder into the store.
   *
   * @return its meta as it was put, with the sizes of its files
   */
  public BlockMeta upload(Path folder) throws IOException {
    BlockMeta meta = Block.meta(folder);
    List<SizedFile> files = new ArrayList<>();
    for (String segment : new FolderFiles(folder).segments()) {
      files.add(put(folder, meta.ulid(), segment));
    }
    files.add(put(folder, meta.ulid(), BlockFiles.INDEX));
    Path tombstones = folder.resolve(BlockFiles.TOMBSTONES);
    if (Files.exists(tombstones)
        && Tombstones.decode(Files.readAllBytes(tombstones), tombstones.toString()).count() > 0) {
      files.add(put(folder, meta.ulid(), BlockFiles.TOMBSTONES));
    }
    files.add(new SizedFile(BlockFiles.META, -1));
    ThanosMeta thanos = meta.thanos().orElse(new ThanosMeta(Map.of(), 0, SOURCE, List.of()));
    BlockMeta told = meta.withThanos(thanos.withFiles(files));
    byte[] json = MetaJson.write(told);
    store.put(prefix(meta.ulid()) + BlockFiles.META, new ByteArrayInputStream(json), json.length);
    return told;
  }

  private SizedFile put(Path folder, Ulid ulid, String file) throws IOException {
    Path from = folder.resolve(file);
    long size = Files.size(from);
    try (InputStream in = Files.newInputStream(from)) {
      store.put(prefix(ulid) + file, in, size);
    }
    return new SizedFile(file, size);
  }

  /** The blocks that are whole, by their time. */
  public List<Ulid> list() throws IOException {
    List<Ulid> blocks = new ArrayList<>();
    for (String key : store.list(tenant + "/")) {
      String[] parts = key.split("/", -1);
      if (parts.length == 3 && parts[2].equals(BlockFiles.META) && Ulid.isOne(parts[1])) {
        blocks.add(Ulid.parse(parts[1]));
      }
    }
    return blocks.stream().sorted().toList();
  }

  public BlockMeta meta(Ulid ulid) throws IOException {
    return Block.meta(new ObjectFiles(store, prefix(ulid)));
  }

  /** Opens a block, to be read by ranges. */
  public Block open(Ulid ulid) throws IOException {
    return Block.open(store, tenant, ulid);
  }

  /**
   * Copies a block into a folder of its name, whole or not at all.
   *
   * @return the new folder
   */
  public Path download(Ulid ulid, Path parent) throws IOException {
    ObjectFiles files = new ObjectFiles(store, prefix(ulid));
    BlockMeta meta = Block.meta(files);
    files.sizes(meta);
    Path aside = parent.resolve(ulid + BlockWriter.SUFFIX);
    BlockWriter.delete(aside);
    Files.createDirectories(aside.resolve(BlockFiles.CHUNKS));
    for (SizedFile f : meta.thanos().map(ThanosMeta::files).orElse(List.of())) {
      if (f.path().startsWith(BlockFiles.CHUNKS)
          || f.path().equals(BlockFiles.INDEX)
          || f.path().equals(BlockFiles.TOMBSTONES)) {
        copy(files.open(f.path()), inside(aside, f.path(), files));
      }
    }
    if (!Files.exists(aside.resolve(BlockFiles.TOMBSTONES))) {
      BlockWriter.writeForced(aside.resolve(BlockFiles.TOMBSTONES), Tombstones.NONE.encode());
    }
    BlockWriter.writeForced(aside.resolve(BlockFiles.META), files.whole(BlockFiles.META));
    BlockWriter.force(aside.resolve(BlockFiles.CHUNKS));
    BlockWriter.force(aside);
    Path place = parent.resolve(ulid.toString());
    Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
    BlockWriter.force(parent);
    return place;
  }

  /** A name from a stored document must not lead out of the folder. */
  private static Path inside(Path folder, String file, ObjectFiles files) {
    Path path = folder.resolve(file).normalize();
    if (!path.startsWith(folder.normalize()) || path.getNameCount() > folder.getNameCount() + 2) {
      throw Damage.in(files.path(BlockFiles.META), "names a file " + file);
    }
    return path;
  }

  private static void copy(BlockFiles.Bytes from, Path to) throws IOException {
    try (FileChannel out =
        FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long at = 0; at < from.size(); at += PIECE_BYTES) {
        ByteBuffer piece = from.slice(at, Math.min(PIECE_BYTES, from.size() - at)).asByteBuffer();
        while (piece.hasRemaining()) {
          out.write(piece);
        }
      }
      out.force(true);
    }
  }

  /**
   * Deletes a block; one that was deleted in part is no block any more, and may be deleted again.
   */
  public void delete(Ulid ulid) throws IOException {
    store.delete(prefix(ulid) + BlockFiles.META);
    for (String key : store.list(prefix(ulid))) {
      store.delete(key);
    }
  }
}
