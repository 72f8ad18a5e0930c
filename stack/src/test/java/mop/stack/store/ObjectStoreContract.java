package mop.stack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store does alike. */
abstract class ObjectStoreContract {
  /** An empty store. */
  abstract ObjectStore open() throws IOException;

  /** Another one over the same objects. */
  abstract ObjectStore again() throws IOException;

  @Test
  void givesBackWhatWasPut() throws IOException {
    try (ObjectStore store = open()) {
      Contents.put(store, "tenant/block/name", "first");
      Contents.put(store, "tenant/block/name", "second");
      Contents.put(store, "empty", "");

      assertThat(store.get("tenant/block/name")).asString().isEqualTo("second");
      assertThat(store.getRange("tenant/block/name", 3, 2)).asString().isEqualTo("on");
      assertThat(store.getRange("tenant/block/name", 5, 1)).asString().isEqualTo("d");
      assertThat(store.get("empty")).isEmpty();
      assertThat(store.getRange("empty", 0, 0)).isEmpty();
    }
    try (ObjectStore store = again()) {
      assertThat(store.get("tenant/block/name")).asString().isEqualTo("second");
    }
  }

  @Test
  void listsByPrefixAndForgetsWhatIsDeleted() throws IOException {
    try (ObjectStore store = open()) {
      Contents.put(store, "t/b2/x", "1");
      Contents.put(store, "t/b1/y", "1");
      Contents.put(store, "u/b1/z", "1");

      assertThat(store.list("t/")).containsExactly("t/b1/y", "t/b2/x");
      assertThat(store.list("t/b1")).containsExactly("t/b1/y");
      assertThat(store.list("t")).containsExactly("t/b1/y", "t/b2/x");
      assertThat(store.list("none/")).isEmpty();
      store.delete("t/b1/y");
      store.delete("t/b1/y");
      assertThat(store.list("")).containsExactly("t/b2/x", "u/b1/z");
      assertThatThrownBy(() -> store.get("t/b1/y"))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessage("t/b1/y");
    }
  }

  @Test
  void saysThatThereIsNoObject() throws IOException {
    try (ObjectStore store = open()) {
      Contents.put(store, "t/b/name", "1");
      for (String none : List.of("x", "t/b", "t/b/name/more", "t/b/nam")) {
        assertThatThrownBy(() -> store.getRange(none, 0, 1)).isInstanceOf(IOException.class);
        store.delete(none);
      }
      assertThatThrownBy(() -> store.get("t/b")).isInstanceOf(NoSuchFileException.class);
      assertThatThrownBy(() -> store.getRange("x", 0, 1)).isInstanceOf(NoSuchFileException.class);
      assertThat(store.list("")).containsExactly("t/b/name");
    }
  }

  @Test
  void refusesRangesBehindTheEnd() throws IOException {
    try (ObjectStore store = open()) {
      Contents.put(store, "t/b/name", "12345");
      assertThatThrownBy(() -> store.getRange("t/b/name", 4, 2)).hasMessageContaining("t/b/name");
      assertThatThrownBy(() -> store.getRange("t/b/name", 9, 2)).hasMessageContaining("t/b/name");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "../outside", "a/../b", "a//b", "/a", "a/", "./a", ".incoming/x"})
  void refusesWhatIsNoKey(String key) throws IOException {
    try (ObjectStore store = open()) {
      assertThatThrownBy(() -> Contents.put(store, key, "x")).hasMessageContaining(key);
      assertThatThrownBy(() -> store.get(key)).isInstanceOf(NoSuchFileException.class);
      assertThat(store.list("")).isEmpty();
    }
  }

  @Test
  void takesKeysOfOddCharacters() throws IOException {
    List<String> keys = List.of("a b/c+d%20&?=#x", "ключ/漢字/😀", "it's \"quoted\" <&>", "~._-/%");
    try (ObjectStore store = open()) {
      for (String key : keys) {
        Contents.put(store, key, key);
      }
      assertThat(store.list("")).containsExactlyInAnyOrderElementsOf(keys);
      for (String key : keys) {
        assertThat(store.get(key)).asString().isEqualTo(key);
      }
    }
  }

  @Test
  void leavesTheFormerObjectWhenTheContentHasAnotherLength() throws IOException {
    try (ObjectStore store = open()) {
      Contents.put(store, "t/b/name", "kept");

      assertThatThrownBy(() -> store.put("t/b/name", Contents.stream(5), 6))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("t/b/name")
          .hasMessageContaining("5 bytes, announced were 6");
      assertThatThrownBy(() -> store.put("t/b/name", Contents.stream(6), 5))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("announced");
      long parts = FileObjectStore.PART_BYTES + 1;
      assertThatThrownBy(() -> store.put("t/b/name", Contents.stream(parts - 1), parts))
          .isInstanceOf(IOException.class);
      assertThat(store.get("t/b/name")).asString().isEqualTo("kept");
    }
  }

  @Test
  void storesWhatIsLongerThanOnePart() throws IOException {
    long length = FileObjectStore.PART_BYTES + 77;
    try (ObjectStore store = open()) {
      store.put("t/b/long", Contents.stream(length), length);

      byte[] back = store.get("t/b/long");
      assertThat(back).isEqualTo(Contents.stream(length).readAllBytes());
      byte[] range = store.getRange("t/b/long", FileObjectStore.PART_BYTES - 2, 4);
      for (int i = 0; i < range.length; i++) {
        assertThat(range[i]).isEqualTo(Contents.at(FileObjectStore.PART_BYTES - 2 + i));
      }
    }
  }

  @Test
  void servesSeveralThreads() throws Exception {
    try (ObjectStore store = open();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> done =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(t -> threads.submit(() -> work(store, t)))
              .toList();
      for (Future<?> thread : done) {
        thread.get();
      }
      assertThat(store.list("")).hasSize(4);
    }
  }

  /** Puts and deletes in one folder, while others do and list. */
  private static Void work(ObjectStore store, int thread) throws IOException {
    for (int i = 0; i < 12; i++) {
      String key = "t/shared/" + thread;
      Contents.put(store, key, key + i);
      assertThat(store.list("t/")).contains(key);
      assertThat(store.get(key)).asString().isEqualTo(key + i);
      store.delete(key);
    }
    Contents.put(store, "t/" + thread + "/kept", "1");
    return null;
  }
}
