package mop.stack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mop.stack.store.FaultyObjectStore.Fault;
import mop.stack.store.FaultyObjectStore.Plan;
import mop.stack.store.FaultyObjectStore.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores against a map, also where requests fail and are sent again. */
class ObjectStoreModelTest {
  static final Model.Caller ONCE = Model.Action::run;

  /** Sends again what failed, as a caller of a store without retries does. */
  private static final Model.Caller UNTIL_DONE =
      action -> {
        for (int i = 0; i < 50; i++) {
          try {
            action.run();
            return;
          } catch (NoSuchFileException e) {
            throw e;
          } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("injected fault");
          }
        }
        throw new IOException("never done");
      };

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aFolderDoesWhatAMapDoes(long seed) throws IOException {
    new Model(seed, 6).check(new FileObjectStore(folder), 300, ONCE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void faultsThatAreRetriedLeaveNoTrace(long seed) throws IOException {
    List<Fault> faults =
        List.of(
            new Fault.Fails(),
            new Fault.FailsAfterwards(),
            new Fault.Torn(),
            new Fault.Slow(Duration.ofSeconds(1)));
    List<Duration> pauses = new ArrayList<>();
    ObjectStore store =
        new FaultyObjectStore(
            new FileObjectStore(folder), Plan.seeded(seed, 0.4, faults), pauses::add);
    new Model(seed, 6).check(store, 300, UNTIL_DONE);
    assertThat(pauses).hasSizeGreaterThan(10).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void theNthPutIsTorn() throws IOException {
    Plan plan = Plan.nth(2, Request.PUT, new Fault.Torn());
    ObjectStore store = new FaultyObjectStore(new FileObjectStore(folder), plan, Pause.SLEEP);
    Contents.put(store, "a", "whole");
    assertThatThrownBy(() -> Contents.put(store, "b", "12345678")).hasMessageContaining("PUT of b");
    Contents.put(store, "c", "whole");
    assertThat(store.get("b")).asString().isEqualTo("1234");
    assertThat(store.list("")).containsExactly("a", "b", "c");
  }

  @Test
  void anAnswerIsLost() throws IOException {
    Plan plan = Plan.nth(1, Request.DELETE, new Fault.FailsAfterwards());
    ObjectStore store = new FaultyObjectStore(new FileObjectStore(folder), plan, Pause.SLEEP);
    Contents.put(store, "a", "1");
    assertThatThrownBy(() -> store.delete("a")).isInstanceOf(IOException.class);
    assertThat(store.list("")).isEmpty();
  }
}
