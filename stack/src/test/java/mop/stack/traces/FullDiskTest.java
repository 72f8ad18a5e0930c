package mop.stack.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mop.stack.otlp.RawTrace;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process whose files may not grow beyond a limit, which the kernel refuses in the middle of a
 * write as a full disk does; then the limit is lifted.
 */
class FullDiskTest {
  private static final int TRACES = 900;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"EACH_TRACE", "EACH_MEBIBYTE"})
  void refusesTracesUntilThereIsRoomAndLosesNone(WalSync sync) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "needs prlimit");
    Path jvm = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                "/bin/bash",
                "-c",
                "ulimit -S -f 700; exec \"$0\" \"$@\"",
                jvm.toString(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString(),
                sync.name())
            .redirectErrorStream(true)
            .start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).containsPattern("refused [1-9]");

    ObjectStore objects = new FileObjectStore(folder.resolve("objects"));
    new SpanForms(BlockEncoding.VPARQUET5).assertEqual(Stores.read(objects), traces());
  }

  private static List<RawTrace> traces() {
    return new GeneratedTraces(55).list(TRACES);
  }

  /** Stores all traces; each is tried until it is taken. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      TraceStoreSettings settings =
          Stores.oneBlock(BlockEncoding.VPARQUET5).withWalSync(WalSync.valueOf(args[1]));
      int refused = 0;
      List<RawTrace> acknowledged = new ArrayList<>();
      try (TraceStore store =
          new TraceStore(
              new FileObjectStore(folder.resolve("objects")),
              folder.resolve("wal"),
              settings,
              7,
              Runnable::run)) {
        for (RawTrace t : traces()) {
          while (!taken(store, t)) {
            check(store, acknowledged);
            if (++refused % 5 == 0) {
              liftLimit();
            }
          }
          acknowledged.add(t);
        }
        check(store, acknowledged);
        store.flush();
      }
      System.out.println("refused " + refused);
    }

    private static boolean taken(TraceStore store, RawTrace t) {
      try {
        store.append(t);
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    /** All acknowledged traces can be read while new ones are refused. */
    private static void check(TraceStore store, List<RawTrace> acknowledged) throws IOException {
      List<RawTrace> read = new ArrayList<>();
      try (RecentTraces recent = store.recent()) {
        recent.traces(0, Long.MAX_VALUE, read::add);
      }
      new SpanForms(BlockEncoding.VPARQUET5).assertEqual(read, acknowledged);
    }

    private static void liftLimit() throws Exception {
      String pid = Long.toString(ProcessHandle.current().pid());
      int exit =
          new ProcessBuilder("/usr/bin/prlimit", "--pid", pid, "--fsize=unlimited:unlimited")
              .inheritIO()
              .start()
              .waitFor();
      assertThat(exit).isZero();
    }
  }
}
