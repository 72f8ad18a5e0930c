package mop.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares with the files in {@code src/test/resources/mop/reports/golden}. After an intended
 * change, {@code -Dgolden.update=true} writes them anew; read the diff before you commit it.
 */
final class Golden {

  private static final Path FOLDER =
      Path.of("src", "test", "resources", "mop", "reports", "golden");

  private Golden() {}

  static void assertSame(String name, String actual) {
    Path file = FOLDER.resolve(name);
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(file, actual);
      }
      assertThat(actual).as(name).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
