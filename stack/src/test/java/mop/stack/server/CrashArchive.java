package mop.stack.server;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The class path in jars and an archive of its classes (JEP 310), so that a JVM starts in half the
 * time; an archive takes no classes from folders.
 *
 * @param options of a JVM that uses it, from the class path on
 */
record CrashArchive(List<String> options) {
  private static final int WAIT_SECONDS = 60;

  /**
   * Makes one by a run of the program that ends when its input ends.
   *
   * @param folder for the jars and the archive
   * @param command a JVM with its options
   * @param program its main class and arguments
   */
  static CrashArchive of(Path folder, List<String> command, List<String> program)
      throws IOException, InterruptedException {
    List<String> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path place = Path.of(entry);
      if (Files.isDirectory(place)) {
        path.add(jar(place, folder.resolve("classes" + path.size() + ".jar")).toString());
      } else if (Files.exists(place)) {
        path.add(entry);
      }
    }
    List<String> classes = List.of("-cp", String.join(File.pathSeparator, path));
    Path archive = folder.resolve("classes.jsa");
    List<String> run = new ArrayList<>(command);
    run.add("-XX:ArchiveClassesAtExit=" + archive);
    run.addAll(classes);
    run.addAll(program);
    Process process =
        new ProcessBuilder(run)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("archive.txt").toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly().waitFor();
      throw new IOException(Files.readString(folder.resolve("archive.txt")));
    }
    List<String> options = new ArrayList<>();
    options.add("-XX:SharedArchiveFile=" + archive);
    options.addAll(classes);
    return new CrashArchive(List.copyOf(options));
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    try (Stream<Path> walk = Files.walk(classes);
        OutputStream bytes = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(bytes)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }
}
