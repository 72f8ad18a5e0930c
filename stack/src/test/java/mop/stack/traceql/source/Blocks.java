package mop.stack.traceql.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SharedData;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import mop.stack.traces.BlockEncoding;
import mop.stack.traces.BlockReader;
import mop.stack.traces.DedicatedColumn;
import mop.stack.traces.TraceStore;
import mop.stack.traces.TraceStoreSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Blocks to ask. */
final class Blocks {
  private static final String TENANT = TraceStoreSettings.SINGLE_TENANT;

  private Blocks() {}

  /** Settings under which everything goes into one block. */
  static TraceStoreSettings oneBlock(BlockEncoding encoding) {
    return TraceStoreSettings.defaults()
        .withEncoding(encoding)
        .withMaxBlock(Duration.ofDays(30_000), 512L << 20);
  }

  /** The same with these columns besides. */
  static TraceStoreSettings with(TraceStoreSettings s, DedicatedColumn... columns) {
    List<DedicatedColumn> all = new ArrayList<>(s.dedicatedColumns());
    all.addAll(List.of(columns));
    return new TraceStoreSettings(
        s.tenant(), s.encoding(), s.maxBlockDuration(), s.maxBlockBytes(), s.walSync(), all);
  }

  /** Writes traces into one block and opens it. */
  static BlockReader write(Path folder, BlockEncoding encoding, List<RawTrace> traces)
      throws IOException {
    return open(objects(folder, oneBlock(encoding), traces));
  }

  /** Writes traces into one block. */
  static ObjectStore objects(Path folder, TraceStoreSettings settings, List<RawTrace> traces)
      throws IOException {
    ObjectStore objects = new FileObjectStore(folder.resolve("objects"));
    try (TraceStore store =
        new TraceStore(objects, folder.resolve("wal"), settings, 42, Runnable::run)) {
      for (RawTrace t : traces) {
        store.append(t);
      }
      store.flush();
    }
    return objects;
  }

  /** Opens the only block. */
  static BlockReader open(ObjectStore objects) throws IOException {
    List<String> blocks = new ArrayList<>(BlockReader.blocks(objects, TENANT));
    assertThat(blocks).hasSize(1);
    return BlockReader.open(objects, TENANT, blocks.getFirst());
  }

  /** The objects of a block that a real Tempo wrote, laid out as in a bucket. */
  static ObjectStore real(Path folder, String name) throws IOException {
    Path block = SharedData.file("blocks/" + name);
    JsonNode meta = JsonMapper.shared().readTree(Files.readAllBytes(block.resolve("meta.json")));
    ObjectStore objects = new FileObjectStore(folder);
    List<Path> files;
    try (var listed = Files.list(block)) {
      files = listed.toList();
    }
    for (Path f : files) {
      byte[] bytes = Files.readAllBytes(f);
      String key = TENANT + '/' + meta.path("blockID").asString() + '/' + f.getFileName();
      objects.put(key, new ByteArrayInputStream(bytes), bytes.length);
    }
    return objects;
  }
}
