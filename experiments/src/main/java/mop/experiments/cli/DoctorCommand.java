package mop.experiments.cli;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what this machine can and cannot do, and the line that mends it. */
@Command(
    name = "doctor",
    description = "Check this machine and say what mends it.",
    footerHeading = "%nExample:%n",
    footer = "  ./workbench doctor")
final class DoctorCommand implements Callable<Integer> {
  private static final long MIB = 1 << 20;
  private static final long DISK_NEEDED = 2048 * MIB;

  @Spec CommandSpec spec;

  /** What one check found. */
  private sealed interface Finding {
    record Good(String what) implements Finding {}

    /** Not as it should be, but runs work. */
    record Warning(String what, String mend) implements Finding {}

    /** Runs cannot work. */
    record Bad(String what, String mend) implements Finding {}
  }

  @Override
  public Integer call() throws IOException {
    List<Finding> findings = List.of(jdk(), cores(), heap(), runsFolder(), disk(), threadCpu());
    boolean fit = true;
    for (Finding finding : findings) {
      List<String> lines = new ArrayList<>();
      switch (finding) {
        case Finding.Good good -> lines.add("ok    " + good.what());
        case Finding.Warning warning -> {
          lines.add("warn  " + warning.what());
          lines.add("      " + warning.mend());
        }
        case Finding.Bad bad -> {
          fit = false;
          lines.add("bad   " + bad.what());
          lines.add("      " + bad.mend());
        }
      }
      lines.forEach(spec.commandLine().getOut()::println);
    }
    return fit ? ExitCode.DONE : ExitCode.ENVIRONMENT_UNFIT;
  }

  private static Finding jdk() {
    Runtime.Version version = Runtime.version();
    String what = "JDK " + version + " at " + System.getProperty("java.home");
    return version.feature() >= 25
        ? new Finding.Good(what)
        : new Finding.Bad(what, "Install a JDK 25 and set JAVA_HOME to it.");
  }

  private static Finding cores() {
    int cores = Runtime.getRuntime().availableProcessors();
    return cores >= 2
        ? new Finding.Good(cores + " cores")
        : new Finding.Warning("1 core", "Runs work but take about twice as long.");
  }

  private static Finding heap() {
    long heap = Runtime.getRuntime().maxMemory();
    String what = String.format(Locale.ROOT, "heap limit %,d MiB", heap / MIB);
    return heap >= 900 * MIB
        ? new Finding.Good(what)
        : new Finding.Warning(what, "Give the default 1 GiB: unset WORKBENCH_JAVA_OPTS.");
  }

  private static Path runs() {
    return Workbench.home().resolve("reports").resolve("runs");
  }

  private static Path existing(Path path) {
    Path at = path.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  private static Finding runsFolder() {
    Path folder = existing(runs());
    return Files.isDirectory(folder) && Files.isWritable(folder)
        ? new Finding.Good("runs go to " + runs())
        : new Finding.Bad("cannot write to " + folder, "Use --out DIR with a writable folder.");
  }

  private static Finding disk() {
    File folder = existing(runs()).toFile();
    String what = String.format(Locale.ROOT, "%,d MiB free on disk", folder.getUsableSpace() / MIB);
    return folder.getUsableSpace() >= DISK_NEEDED
        ? new Finding.Good(what)
        : new Finding.Warning(what, "A run wants 2 GiB of scratch space; free some or use --out.");
  }

  private static Finding threadCpu() {
    return ManagementFactory.getThreadMXBean().isThreadCpuTimeSupported()
        ? new Finding.Good("CPU time is measured by thread")
        : new Finding.Bad(
            "this JVM cannot measure CPU time by thread", "Use a HotSpot JDK 25 (Temurin).");
  }
}
