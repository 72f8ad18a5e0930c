package mop.stack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectStoreTest extends ObjectStoreContract {
  private static S3Server server;
  private static int prefixes;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    server = new S3Server();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  ObjectStore open() throws IOException {
    prefixes++;
    return again();
  }

  @Override
  ObjectStore again() throws IOException {
    return ObjectStores.open(server.address("prefix/" + prefixes));
  }

  @Test
  void countsRequestsAsAFolderDoes() throws IOException {
    try (ObjectStore files = new FileObjectStore(folder);
        ObjectStore s3 = open()) {
      for (ObjectStore store : new ObjectStore[] {files, s3}) {
        useAll(store);
      }
      assertThat(s3.usage()).isEqualTo(files.usage());
      long parts = FileObjectStore.PART_BYTES;
      assertThat(s3.usage())
          .isEqualTo(
              new ObjectStore.Usage(
                  1 + (1 + 2 + 1) + 1001, 2 + 2, 1 + 1 + 2, 2, 2 * parts + 1 + 1001, 10 + parts));
    }
  }

  private static void useAll(ObjectStore store) throws IOException {
    long part = FileObjectStore.PART_BYTES;
    store.put("t/whole", Contents.stream(part), part);
    store.put("t/parts", Contents.stream(part + 1), part + 1);
    store.getRange("t/whole", 3, 10);
    store.get("t/whole");
    assertThatThrownBy(() -> store.get("t/none")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.getRange("t/whole", part, 1)).isInstanceOf(IOException.class);
    store.list("t/");
    store.list("none/");
    store.delete("t/whole");
    store.delete("t/none");
    for (int i = 0; i < 1001; i++) {
      Contents.put(store, "many/" + i, "x");
    }
    assertThat(store.list("many/")).hasSize(1001).isSorted();
  }

  @Test
  void keepsToItsPrefix() throws IOException {
    try (ObjectStore one = ObjectStores.open(server.address("one"));
        ObjectStore other = ObjectStores.open(server.address("one1"));
        ObjectStore all = ObjectStores.open(server.address(""))) {
      Contents.put(one, "k", "1");
      assertThat(other.list("")).isEmpty();
      assertThat(all.list("one")).containsExactly("one/k");
    }
  }

  @Test
  void saysThatThereIsNoBucket() {
    assertThatThrownBy(() -> ObjectStores.open(server.address("x").replace("telemetry", "absent")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("s3://absent/x/")
        .hasMessageContaining("no such bucket");
  }

  @Test
  void saysThatTheCredentialsAreNotTaken() {
    String before = System.setProperty("aws.secretAccessKey", "another");
    try {
      assertThatThrownBy(() -> ObjectStores.open(server.address("x")))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("credentials may not")
          .hasMessageNotContaining("another");
    } finally {
      System.setProperty("aws.secretAccessKey", before);
    }
  }

  @Test
  void saysThatNobodyAnswers() {
    String nowhere = "s3://telemetry/x?path-style=true&endpoint=http://127.0.0.1:1";
    assertThatThrownBy(() -> ObjectStores.open(nowhere))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("cannot be reached");
  }
}
