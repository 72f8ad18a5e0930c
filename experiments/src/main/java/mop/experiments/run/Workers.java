package mop.experiments.run;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A fixed pool whose threads can be named to a {@link CpuMeter}. */
final class Workers implements Closeable {
  private final List<Thread> threads = new ArrayList<>();
  private final ExecutorService executor;

  /**
   * @param count threads, at least 1; all are started at once and live until {@link #close()}
   */
  Workers(int count) {
    executor =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = Thread.ofPlatform().daemon().name("worker").unstarted(task);
              threads.add(thread);
              return thread;
            });
    for (int i = 0; i < count; i++) {
      executor.execute(() -> {});
    }
  }

  ExecutorService executor() {
    return executor;
  }

  List<Thread> threads() {
    return List.copyOf(threads);
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      executor.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
