package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of simulated error rates that stands in {@code docs/statistics.md}, between two comments
 * with its name: the document says what the test has seen. {@code -Dgolden.update=true} writes it.
 */
public final class SimulatedTable {
  private static final Path DOCUMENT = Path.of("..", "docs", "statistics.md");

  private final String name;
  private final List<String> lines = new ArrayList<>();

  public SimulatedTable(String name) {
    this.name = name;
    lines.add("| method | situation | simulated | must be |");
    lines.add("|---|---|---|---|");
  }

  /** Adds a row and fails when the share is not where it must be. */
  public void row(String method, String situation, double share, double least, double most) {
    assertThat(share).as(method + ", " + situation).isBetween(least, most);
    lines.add(
        String.format(
            Locale.ROOT,
            "| %s | %s | %.1f %% | %.4g to %.4g %% |",
            method,
            situation,
            100 * share,
            100 * least,
            100 * most));
  }

  /** Compares with the document, or writes into it. */
  public void check() {
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- end of " + name + " -->";
    try {
      String document = Files.readString(DOCUMENT);
      int from = document.indexOf(begin) + begin.length();
      int to = document.indexOf(end);
      assertThat(to).as(DOCUMENT + " has no table " + name).isGreaterThanOrEqualTo(from);
      String table = "\n" + String.join("\n", lines) + "\n\n";
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(DOCUMENT, document.substring(0, from) + table + document.substring(to));
      } else {
        assertThat(document.substring(from, to)).as(DOCUMENT + ": " + name).isEqualTo(table);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
