package mop.stack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest {
  @TempDir Path folder;

  private static void put(ObjectStore store, String key, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    store.put(key, new ByteArrayInputStream(bytes), bytes.length);
  }

  @Test
  void givesBackWhatWasPut() throws IOException {
    FileObjectStore store = new FileObjectStore(folder);
    put(store, "tenant/block/name", "first");
    put(store, "tenant/block/name", "second");

    assertThat(store.get("tenant/block/name")).asString().isEqualTo("second");
    assertThat(store.getRange("tenant/block/name", 3, 2)).asString().isEqualTo("on");
    assertThat(new FileObjectStore(folder).get("tenant/block/name")).asString().isEqualTo("second");
  }

  @Test
  void listsByPrefixAndForgetsWhatIsDeleted() throws IOException {
    FileObjectStore store = new FileObjectStore(folder);
    put(store, "t/b2/x", "1");
    put(store, "t/b1/y", "1");
    put(store, "u/b1/z", "1");

    assertThat(store.list("t/")).containsExactly("t/b1/y", "t/b2/x");
    assertThat(store.list("t/b1")).containsExactly("t/b1/y");
    store.delete("t/b1/y");
    assertThat(store.list("")).containsExactly("t/b2/x", "u/b1/z");
    assertThat(folder.resolve("t/b1")).doesNotExist();
    assertThatThrownBy(() -> store.get("t/b1/y")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void countsRequestsAsS3BillsThem() throws IOException {
    FileObjectStore store = new FileObjectStore(folder);
    long parts = FileObjectStore.PART_BYTES;
    store.put("t/whole", new Zeros(parts), parts);
    assertThat(store.usage().puts()).isEqualTo(1);

    store.put("t/parts", new Zeros(2 * parts + 1), 2 * parts + 1);
    assertThat(store.usage().puts()).isEqualTo(1 + 1 + 3 + 1);
    assertThat(store.usage().bytesWritten()).isEqualTo(3 * parts + 1);

    store.getRange("t/whole", 0, 10);
    store.list("t/");
    store.delete("t/whole");
    ObjectStore.Usage usage = store.usage();
    assertThat(usage.gets()).isEqualTo(1);
    assertThat(usage.bytesRead()).isEqualTo(10);
    assertThat(usage.lists()).isEqualTo(1);
    assertThat(usage.deletes()).isEqualTo(1);
  }

  @Test
  void leavesNothingBehindWhenThePutFails() throws IOException {
    FileObjectStore store = new FileObjectStore(folder);
    put(store, "t/b/name", "kept");

    assertThatThrownBy(() -> store.put("t/b/name", new Zeros(5), 6))
        .hasMessageContaining("t/b/name")
        .hasMessageContaining("5 bytes, announced were 6");
    assertThat(store.get("t/b/name")).asString().isEqualTo("kept");
    try (Stream<Path> left = Files.list(folder.resolve(".incoming"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void refusesKeysThatLeaveTheFolder() throws IOException {
    FileObjectStore store = new FileObjectStore(folder);
    assertThatThrownBy(() -> put(store, "../outside", "x")).hasMessageContaining("../outside");
    assertThatThrownBy(() -> put(store, ".incoming/x", "x")).isInstanceOf(IOException.class);
  }

  @Test
  void saysWhichPathIsNoFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> new FileObjectStore(file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(file.toString());
  }

  /** A stream of so many zero bytes. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int n = (int) Math.min(length, left);
      left -= n;
      return n == 0 && length > 0 ? -1 : n;
    }
  }
}
