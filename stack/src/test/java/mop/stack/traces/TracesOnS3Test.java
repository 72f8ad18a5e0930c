package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mop.stack.otlp.RawTrace;
import mop.stack.store.ObjectStore;
import mop.stack.store.ObjectStores;
import mop.stack.store.S3Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracesOnS3Test {
  @TempDir Path folder;

  @Test
  void blocksAreTheSameThereAndCostTheSameRequests() throws IOException {
    List<RawTrace> traces = new GeneratedTraces(7).list(300);
    try (S3Server server = new S3Server();
        ObjectStore files = ObjectStores.open("file:" + folder.resolve("objects"));
        ObjectStore s3 = ObjectStores.open(server.address("traces"))) {
      for (ObjectStore objects : List.of(files, s3)) {
        write(objects, traces);
        new SpanForms(BlockEncoding.VPARQUET5).assertEqual(Stores.read(objects), traces);
        BlockReader reader = Stores.open(objects);
        for (RawTrace t : traces.subList(0, 50)) {
          assertThat(reader.findTrace(t.idHigh(), t.idLow()))
              .hasValueSatisfying(found -> assertThat(found.size()).isEqualTo(t.size()));
        }
        assertThat(reader.findTrace(1, 2)).isEmpty();
      }

      assertThat(s3.usage()).isEqualTo(files.usage());
      assertThat(s3.list("")).isEqualTo(files.list(""));
      for (String key : files.list("")) {
        assertThat(s3.get(key)).as(key).isEqualTo(files.get(key));
      }
    }
  }

  private void write(ObjectStore objects, List<RawTrace> traces) throws IOException {
    TraceStoreSettings settings = Stores.oneBlock(BlockEncoding.VPARQUET5);
    Path wal = folder.resolve("wal-" + objects.hashCode());
    try (TraceStore store = new TraceStore(objects, wal, settings, 42, Runnable::run)) {
      for (RawTrace t : traces) {
        store.append(t);
      }
      store.flush();
    }
  }
}
