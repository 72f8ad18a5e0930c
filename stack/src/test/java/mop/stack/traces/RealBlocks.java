package mop.stack.traces;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mop.stack.otlp.SharedData;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;

/** Blocks that real Tempos wrote, laid out as they lie in a bucket. */
final class RealBlocks {
  private RealBlocks() {}

  /** Opens the block of that folder of the shared data. */
  static BlockReader open(Path folder, String name) throws IOException {
    Path block = SharedData.file("blocks/" + name);
    BlockMeta meta = BlockMeta.parse(Files.readAllBytes(block.resolve("meta.json")));
    ObjectStore objects = new FileObjectStore(folder);
    List<Path> files;
    try (var listed = Files.list(block)) {
      files = listed.toList();
    }
    for (Path f : files) {
      byte[] bytes = Files.readAllBytes(f);
      String key = meta.tenant() + '/' + meta.blockId() + '/' + f.getFileName();
      objects.put(key, new ByteArrayInputStream(bytes), bytes.length);
    }
    return BlockReader.open(objects, meta.tenant(), meta.blockId());
  }
}
