package mop.stack.server;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what is done every now and then, one task at a time. A task that fails is told of and comes
 * again at its next time.
 */
final class Background implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Background.class);
  private static final int STOP_MINUTES = 5;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("background").factory());
  private final LongAdder failures = new LongAdder();

  /** Something that is done again and again. */
  interface Task {
    void run() throws IOException;
  }

  Background every(Duration period, String name, Task task) {
    Future<?> _ =
        thread.scheduleWithFixedDelay(
            () -> run(name, task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  private void run(String name, Task task) {
    try {
      task.run();
    } catch (IOException | RuntimeException | Error e) {
      // also when memory is short: what escapes from here ends the schedule without a word
      failures.increment();
      LOG.warn("{} failed and is tried again later: {}", name, e.getMessage(), e);
    }
  }

  /** How often a task failed. */
  long failures() {
    return failures.sum();
  }

  /** Lets the task that is running end; starts no other. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP_MINUTES, TimeUnit.MINUTES)) {
        LOG.warn("a background task did not end within {} minutes", STOP_MINUTES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
