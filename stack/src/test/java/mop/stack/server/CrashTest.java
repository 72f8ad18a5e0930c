package mop.stack.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import mop.stack.server.CrashLoad.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a stack again and again while it is sent data, spoils what it was allowed to lose, and
 * finds all that it acknowledged, once. Another seed or number of kills: {@code -Dmop.crash.seed=7
 * -Dmop.crash.kills=1000}. The seed decides what is sent, after how many answers and microseconds a
 * stack is killed, and what is spoilt; how far it had come by then, the machine decides.
 */
@Tag("slow")
class CrashTest {
  private static final int KILLS = Integer.getInteger("mop.crash.kills", 200);
  private static final long SEED = Long.getLong("mop.crash.seed", 20261128);

  /** Kills between two looks at everything. */
  private static final int CHECK_EVERY = 50;

  /** One round in so many ends before the stack is ready. */
  private static final int EARLY = 8;

  private static final int MOST_ANSWERS = 60;
  private static final int MOST_MICROS = 20_000;
  private static final int EARLY_MICROS = 900_000;
  private static final int WAIT_SECONDS = 30;

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private final CrashLedger ledger = new CrashLedger();
  private final List<String> expected = new ArrayList<>();
  private CrashArchive archive;
  private CrashDamage damage;
  private @Nullable CrashProcess running;

  @BeforeEach
  void begin() throws IOException, InterruptedException {
    archive = CrashProcess.archive(folder);
    damage = new CrashDamage(stack(), random);
  }

  @AfterEach
  void end() throws InterruptedException {
    if (running != null) {
      running.kill();
    }
  }

  private CrashProcess running() {
    return Objects.requireNonNull(running);
  }

  private Path stack() {
    return folder.resolve("stack");
  }

  @Test
  void nothingAcknowledgedIsLostOrServedTwice() throws Exception {
    int messages = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      running = CrashProcess.start(archive, stack(), folder.resolve("errors.txt"));
      if (random.nextInt(EARLY) == 0) {
        LockSupport.parkNanos(1_000L * random.nextInt(EARLY_MICROS));
        running().kill();
        // it may have mended what was spoilt, and nobody heard
        expected.clear();
        continue;
      }
      awaitReady(kill);
      messages += expected.size();
      expected.clear();
      load();
      if (kill % CHECK_EVERY == 0 || kill == KILLS) {
        check(kill);
      } else {
        spoil();
      }
    }
    System.out.printf(
        "crash test: seed %d, %d kills, %d requests acknowledged, %d refused, %d spoilt things told"
            + " of%n",
        SEED, KILLS, ledger.requests(), ledger.refusals().size(), messages);
    assertThat(ledger.refusals()).hasSizeLessThan(1 + ledger.requests() / 100);
  }

  private void awaitReady(int kill) throws IOException, InterruptedException {
    boolean ready = running().awaitReady();
    if (!ready) {
      running().kill();
    }
    assertThat(ready).as("start after kill %d, seed %d: %s", kill - 1, SEED, errors()).isTrue();
    for (String name : expected) {
      assertThat(running().recovery())
          .as("kill %d, seed %d: recovery tells of %s", kill - 1, SEED, name)
          .anyMatch(line -> line.contains(name));
    }
  }

  private String errors() throws IOException {
    String all = Files.readString(folder.resolve("errors.txt"));
    return all.substring(Math.max(0, all.length() - 6_000));
  }

  /** Sends data of all kinds, and kills the stack after some answers. */
  private void load() throws InterruptedException {
    CountDownLatch answers = new CountDownLatch(random.nextInt(MOST_ANSWERS));
    AtomicBoolean ended = new AtomicBoolean();
    List<Thread> senders = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (Kind kind : Kind.values()) {
        Runnable onAcknowledged =
            () -> {
              acknowledged(kind);
              answers.countDown();
            };
        senders.add(
            Thread.ofPlatform()
                .start(
                    new CrashLoad(
                        kind,
                        running(),
                        ledger,
                        new Random(random.nextLong()),
                        http,
                        ended,
                        onAcknowledged)));
      }
      assertThat(answers.await(WAIT_SECONDS, TimeUnit.SECONDS)).as("answers come").isTrue();
      LockSupport.parkNanos(1_000L * random.nextInt(MOST_MICROS));
      running().kill();
      ended.set(true);
      for (Thread sender : senders) {
        sender.join();
      }
    }
  }

  private void acknowledged(Kind kind) {
    try {
      damage.acknowledged(kind.wal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void spoil() throws IOException {
    for (String log : List.of("traces", "metrics/wal", "logs/wal")) {
      if (random.nextInt(3) == 0) {
        damage.spoilTail(log).ifPresent(expected::add);
      }
    }
    if (random.nextInt(10) == 0) {
      expected.addAll(damage.leaveHalfWritten());
    }
  }

  private void check(int kill) throws IOException, InterruptedException {
    CrashCheck check = new CrashCheck(ledger);
    check.openLogs(stack());
    running = CrashProcess.start(archive, stack(), folder.resolve("errors.txt"));
    awaitReady(kill + 1);
    check.ask(running());
    running().kill();
    assertThat(check.wrong()).as("after kill %d, seed %d", kill, SEED).isEmpty();
  }
}
