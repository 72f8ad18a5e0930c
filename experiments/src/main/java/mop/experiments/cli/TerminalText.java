package mop.experiments.cli;

import mop.experiments.run.Finished;
import mop.reports.TerminalSummary;

/** The answer of a run for the terminal at hand. */
final class TerminalText {
  private static final int NARROW = 80;
  private static final int WIDE = 160;

  private TerminalText() {}

  static String of(Finished finished) {
    boolean terminal = Terminal.attached();
    boolean color = terminal && System.getenv("NO_COLOR") == null;
    return TerminalSummary.render(
        finished.result(), columns(), color, finished.folder().toString());
  }

  /** Width from COLUMNS, where the shell exports it; 80 otherwise. */
  private static int columns() {
    String columns = System.getenv("COLUMNS");
    if (columns == null || !columns.matches("\\d{2,4}")) {
      return NARROW;
    }
    return Math.clamp(Integer.parseInt(columns), NARROW, WIDE);
  }
}
