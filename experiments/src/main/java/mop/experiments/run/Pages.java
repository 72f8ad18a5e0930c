package mop.experiments.run;

import java.io.IOException;
import java.nio.file.Path;
import mop.analysis.cost.focus.FocusExport;
import mop.analysis.result.Result;
import mop.analysis.result.ResultJson;
import mop.reports.HtmlReport;
import mop.reports.JUnitXml;
import mop.reports.MarkdownSummary;

/** Writes what a finished run leaves in its folder. */
public final class Pages {
  private Pages() {}

  /** Writes the pages that are made from the result alone. */
  public static void write(Path folder, Result result) throws IOException {
    WholeFile.write(folder.resolve("report.html"), HtmlReport.render(result));
    WholeFile.write(folder.resolve("summary.md"), MarkdownSummary.render(result));
    WholeFile.write(folder.resolve("junit.xml"), JUnitXml.render(result));
  }

  /** Writes everything; {@code result.json} comes last and makes the run a finished one. */
  static void writeAll(RunFolder folder, String trialsCsv, Result result) throws IOException {
    WholeFile.write(folder.file("trials.csv"), trialsCsv);
    WholeFile.write(folder.file("focus.csv"), FocusExport.csv(result));
    write(folder.path(), result);
    WholeFile.write(folder.file(RunFolder.RESULT), ResultJson.write(result));
  }
}
