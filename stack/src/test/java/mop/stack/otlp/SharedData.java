package mop.stack.otlp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Real data for development, in a folder {@code shared} beside the clone where there is one. */
public final class SharedData {
  private SharedData() {}

  /** The file of that name; the test is skipped, saying why, when it is not there. */
  public static Path file(String name) {
    Path here = Path.of("").toAbsolutePath();
    Optional<Path> found =
        Stream.iterate(here, p -> p != null, Path::getParent)
            .map(p -> p.resolve("shared/data").resolve(name))
            .filter(Files::exists)
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), () -> "no shared/data/" + name + " beside the clone");
    return found.orElseThrow();
  }
}
