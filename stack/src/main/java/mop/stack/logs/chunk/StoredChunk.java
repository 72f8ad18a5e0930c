package mop.stack.logs.chunk;

import java.util.ArrayList;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.logs.format.CorruptLogData;

/**
 * A chunk that was read from the object store. Its blocks are unpacked when their entries are asked
 * for.
 */
public final class StoredChunk {
  private final ChunkRef ref;
  private final Labels labels;
  private final ChunkFormat.Parsed parsed;

  StoredChunk(ChunkRef ref, Labels labels, ChunkFormat.Parsed parsed) {
    this.ref = ref;
    this.labels = labels;
    this.parsed = parsed;
  }

  /**
   * Reads the object that is stored under the reference's key.
   *
   * @throws CorruptLogData when the bytes are damaged or belong to another chunk
   */
  public static StoredChunk read(ChunkRef ref, byte[] object) throws CorruptLogData {
    return ChunkObject.read(ref, object);
  }

  public ChunkRef ref() {
    return ref;
  }

  /** Labels of the stream. */
  public Labels labels() {
    return labels;
  }

  public int entries() {
    return parsed.blocks().stream().mapToInt(Block::entries).sum();
  }

  public int blocks() {
    return parsed.blocks().size();
  }

  /** The blocks as runs. */
  public List<EntryRun> runs() {
    List<EntryRun> runs = new ArrayList<>();
    for (Block b : parsed.blocks()) {
      runs.add(new BlockRun(b, parsed.compression(), parsed.table()));
    }
    return runs;
  }
}
