package mop.stack.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A map that does what a store should do, and random requests to compare both. */
final class Model {
  private final SplittableRandom random;
  private final int keys;
  private final TreeMap<String, byte[]> objects = new TreeMap<>();

  /** Does something to a store until it succeeds. */
  interface Caller {
    void call(Action action) throws IOException;
  }

  interface Action {
    void run() throws IOException;
  }

  Model(long seed, int keys) {
    this.random = new SplittableRandom(seed);
    this.keys = keys;
  }

  void check(ObjectStore store, int steps, Caller caller) throws IOException {
    for (int i = 0; i < steps; i++) {
      String key = "t/" + random.nextInt(keys);
      switch (random.nextInt(4)) {
        case 0 -> {
          byte[] content = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(4000)];
          random.nextBytes(content);
          caller.call(() -> Contents.put(store, key, content));
          objects.put(key, content);
        }
        case 1 -> {
          caller.call(() -> store.delete(key));
          objects.remove(key);
        }
        case 2 ->
            caller.call(
                () -> assertThat(store.list("t/")).containsExactlyElementsOf(objects.keySet()));
        default -> caller.call(() -> read(store, key));
      }
    }
  }

  private void read(ObjectStore store, String key) throws IOException {
    byte[] expected = objects.get(key);
    if (expected == null) {
      try {
        store.get(key);
        throw new AssertionError(key + " was deleted");
      } catch (NoSuchFileException e) {
        return;
      }
    }
    assertThat(store.get(key)).isEqualTo(expected);
    int from = expected.length / 3;
    int length = expected.length / 2;
    assertThat(store.getRange(key, from, length))
        .isEqualTo(java.util.Arrays.copyOfRange(expected, from, from + length));
  }
}
