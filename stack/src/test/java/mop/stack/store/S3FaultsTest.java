package mop.stack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import mop.stack.store.FaultyHttp.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract once more, while a third of all requests meet a fault. */
class S3FaultsTest extends ObjectStoreContract {
  private static S3Server server;
  private static int prefixes;

  @BeforeAll
  static void start() {
    server = new S3Server();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  ObjectStore open() {
    prefixes++;
    return again();
  }

  @Override
  ObjectStore again() {
    return often(prefixes);
  }

  private static ObjectStore often(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Fault[] faults = {
      Fault.REFUSED, Fault.BUSY, Fault.LOST, Fault.CUT, Fault.FLIPPED_DOWN, Fault.FLIPPED_UP
    };
    return store(
        new FaultyHttp(request -> {
          synchronized (random) {
            boolean opening = request.method().name().equals("HEAD");
            return opening || random.nextInt(3) > 0
                ? Fault.NONE
                : faults[random.nextInt(faults.length)];
          }
        }),
        new Retry(20, time -> {}, seed));
  }

  private static ObjectStore store(FaultyHttp http, Retry retry) {
    return S3ObjectStore.open(S3Location.parse(server.address("p" + prefixes)), http, retry);
  }

  /** The opening's request meets none, each later one the next fault. */
  private static ObjectStore planned(List<Duration> pauses, Fault... faults) {
    prefixes++;
    Deque<Fault> plan = new ArrayDeque<>(List.of(faults));
    plan.addFirst(Fault.NONE);
    return store(
        new FaultyHttp(request -> plan.isEmpty() ? Fault.NONE : plan.removeFirst()),
        new Retry(Retry.ATTEMPTS, pauses::add, 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void showsAtAnyTimeWhatWasPutLast(long seed) throws IOException {
    prefixes++;
    try (ObjectStore store = often(seed)) {
      new Model(seed, 6).check(store, 120, ObjectStoreModelTest.ONCE);
    }
  }

  @Test
  void countsEachAttemptThatIsBilled() throws IOException {
    try (ObjectStore store =
        planned(
            new ArrayList<>(),
            Fault.REFUSED,
            Fault.BUSY,
            Fault.LOST,
            Fault.FLIPPED_UP,
            Fault.NONE,
            Fault.CUT,
            Fault.FLIPPED_DOWN,
            Fault.NONE)) {
      Contents.put(store, "t/b/name", "content");
      assertThat(store.usage().puts()).isEqualTo(3);
      assertThat(store.usage().bytesWritten()).isEqualTo(7);

      assertThat(store.get("t/b/name")).asString().isEqualTo("content");
      assertThat(store.usage().gets()).isEqualTo(3);
      assertThat(store.usage().bytesRead()).isEqualTo(7);
    }
  }

  @Test
  void waitsLongerFromTimeToTimeAndThenGivesUp() {
    Fault[] always = new Fault[20];
    java.util.Arrays.fill(always, Fault.BUSY);
    List<Duration> pauses = new ArrayList<>();
    try (ObjectStore store = planned(pauses, always)) {
      assertThatThrownBy(() -> Contents.put(store, "t/b/name", "content"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("t/b/name")
          .hasMessageContaining("SlowDown (503)")
          .hasMessageContaining("(10 attempts)");
      assertThat(store.usage().puts()).isZero();
    }
    assertThat(pauses).hasSize(9).allMatch(p -> p.compareTo(Duration.ofSeconds(1)) <= 0);
    assertThat(pauses.getFirst()).isLessThanOrEqualTo(Duration.ofMillis(200));
    assertThat(pauses).anyMatch(p -> p.compareTo(Duration.ofMillis(400)) > 0);
  }

  @Test
  void doesNotRepeatWhatWillNotPass() {
    List<Duration> pauses = new ArrayList<>();
    try (ObjectStore store = planned(pauses)) {
      assertThatThrownBy(() -> store.get("none")).isInstanceOf(IOException.class);
    }
    assertThat(pauses).isEmpty();
  }

  @Test
  void stopsWhenInterrupted() {
    prefixes++;
    FaultyHttp http =
        new FaultyHttp(r -> r.method().name().equals("HEAD") ? Fault.NONE : Fault.BUSY);
    Pause interrupted =
        time -> {
          throw new InterruptedException();
        };
    try (ObjectStore store = store(http, new Retry(10, interrupted, 1))) {
      assertThatThrownBy(() -> store.get("x")).isInstanceOf(java.io.InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void recognisesAnUploadWhoseCompletionWasNotAnswered() throws IOException {
    long length = FileObjectStore.PART_BYTES + 1;
    try (ObjectStore store =
        planned(
            new ArrayList<>(), Fault.NONE, Fault.NONE, Fault.NONE, Fault.LOST, Fault.FORGOTTEN)) {
      store.put("t/long", Contents.stream(length), length);

      assertThat(store.usage().puts()).isEqualTo(1 + 2 + 2);
      assertThat(store.usage().gets()).isEqualTo(1);
      assertThat(store.get("t/long")).isEqualTo(Contents.stream(length).readAllBytes());
    }
  }

  @Test
  void doesNotTakeTheFormerObjectForTheOneThatWasSent() throws IOException {
    long length = FileObjectStore.PART_BYTES + 1;
    try (ObjectStore store =
        planned(
            new ArrayList<>(), Fault.NONE, Fault.NONE, Fault.NONE, Fault.NONE, Fault.FORGOTTEN)) {
      Contents.put(store, "t/long", "former");
      assertThatThrownBy(() -> store.put("t/long", Contents.stream(length), length))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("NoSuchUpload");
      assertThat(store.get("t/long")).asString().isEqualTo("former");
      assertThat(store.usage().deletes()).as("the upload was aborted").isEqualTo(1);
    }
  }
}
