package mop.reports;

import mop.analysis.result.Result;
import mop.reports.page.Page;
import mop.reports.words.Findings;

/** The report: one HTML file that needs nothing else. */
public final class HtmlReport {

  private HtmlReport() {}

  /**
   * The result as a self-contained HTML document, without a network request, a font or a script
   * from anywhere else. The same result gives the same text on any machine.
   */
  public static String render(Result result) {
    return Page.of(new Findings(result));
  }
}
