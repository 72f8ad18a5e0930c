package mop.stack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest extends ObjectStoreContract {
  @TempDir Path folder;

  @Override
  ObjectStore open() throws IOException {
    return new FileObjectStore(folder);
  }

  @Override
  ObjectStore again() throws IOException {
    return open();
  }

  @Test
  void removesFoldersWithTheirLastObject() throws IOException {
    ObjectStore store = open();
    Contents.put(store, "t/b1/y", "1");
    Contents.put(store, "t/b2/x", "1");
    store.delete("t/b1/y");
    assertThat(folder.resolve("t/b1")).doesNotExist();
    assertThat(folder.resolve("t/b2")).exists();
  }

  @Test
  void listsNothingOutsideItsFolder() throws IOException {
    Contents.put(new FileObjectStore(folder), "other/x", "1");
    ObjectStore store = new FileObjectStore(folder.resolve("inner"));
    assertThat(store.list("../")).isEmpty();
    assertThat(store.list("../other/")).isEmpty();
  }

  @Test
  void leavesNothingBehindWhenThePutFails() throws IOException {
    ObjectStore store = open();
    assertThatThrownBy(() -> store.put("t/b/name", Contents.stream(5), 6))
        .isInstanceOf(IOException.class);
    try (Stream<Path> left = Files.list(folder.resolve(".incoming"))) {
      assertThat(left).isEmpty();
    }
    assertThat(folder.resolve("t")).doesNotExist();
  }

  @Test
  void forgetsWhatACrashLeftUnfinished() throws IOException {
    Contents.put(open(), "t/b/name", "whole");
    Files.writeString(folder.resolve(".incoming/7"), "half");

    ObjectStore store = open();
    assertThat(store.list("")).containsExactly("t/b/name");
    assertThat(folder.resolve(".incoming/7")).doesNotExist();
  }

  @Test
  void saysWhichPathIsNoFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> new FileObjectStore(file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(file.toString());
  }
}
