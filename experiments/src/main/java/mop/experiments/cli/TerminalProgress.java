package mop.experiments.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import mop.experiments.run.ProgressListener;
import org.jspecify.annotations.Nullable;

/**
 * Progress on stderr: a bar with remaining time on a terminal, a line a block elsewhere, nothing
 * with {@code --quiet}. Warnings always come out.
 */
final class TerminalProgress implements ProgressListener {
  private static final int COLUMNS = 80;

  private enum Style {
    BAR,
    LINES,
    SILENT
  }

  private final PrintStream err = System.err;
  private final Style style;
  private final List<String> heldBack = new ArrayList<>();
  private @Nullable ProgressBar bar;
  private String last = "";

  private TerminalProgress(Style style) {
    this.style = style;
  }

  static TerminalProgress of(boolean quiet) {
    boolean terminal = Terminal.attached();
    return new TerminalProgress(quiet ? Style.SILENT : terminal ? Style.BAR : Style.LINES);
  }

  @Override
  public void begin(long total, long done) {
    if (style == Style.BAR) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("run")
              .setInitialMax(total)
              .startsFrom(done, Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .setMaxRenderedLength(COLUMNS)
              .build();
    }
  }

  @Override
  public void now(String what) {
    if (bar != null) {
      bar.setExtraMessage(" " + what);
    } else if (style == Style.LINES && !what.equals(last)) {
      err.println(what);
    }
    last = what;
  }

  @Override
  public void step() {
    if (bar != null) {
      bar.step();
    }
  }

  @Override
  public void end() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
    heldBack.forEach(err::print);
    heldBack.clear();
  }

  @Override
  public void warn(String line) {
    String wrapped = Wrapped.at(COLUMNS, line, "  ");
    if (bar == null) {
      err.print(wrapped);
    } else {
      heldBack.add(wrapped); // printed under the bar, which would overwrite it
    }
  }
}
