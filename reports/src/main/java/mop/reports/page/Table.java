package mop.reports.page;

import java.util.List;
import mop.analysis.result.Provenance;
import mop.reports.markup.Markup;
import mop.reports.words.Numbers;
import mop.reports.words.Shown;
import org.jspecify.annotations.Nullable;

/** A table that scrolls inside its own region, with caption, header scopes and sort keys. */
final class Table {

  /** A column. The badge tells how all of its figures were had. */
  record Column(String title, boolean numeric, @Nullable Provenance provenance, String source) {

    static Column text(String title) {
      return new Column(title, false, null, "");
    }

    static Column number(String title) {
      return new Column(title, true, null, "");
    }

    private String had() {
      return provenance + source;
    }

    Column had(Provenance how, String from) {
      return new Column(title, numeric, how, from);
    }
  }

  /** Names up to this many characters are never broken over lines. */
  private static final int LONGEST_NAME = 24;

  private final Markup out;

  private Table(Markup out) {
    this.out = out;
  }

  /** Opens a table; a badge that all columns of figures share stands once, at the caption. */
  static Table open(Markup out, String id, String caption, boolean sortable, List<Column> columns) {
    String label = id + "-c";
    out.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-labelledby", label);
    out.open("table", "id", id, "class", sortable ? "sortable" : "plain");
    out.open("caption", "id", label).open("span", "class", "said").text(caption);
    boolean shared = shared(columns);
    if (shared) {
      columns.stream().filter(Column::numeric).findFirst().ifPresent(c -> badge(out, c));
    }
    out.close("span").close("caption").open("thead").open("tr");
    columns.forEach(c -> header(out, c, !shared));
    out.close("tr").close("thead").open("tbody").line();
    return new Table(out);
  }

  private static boolean shared(List<Column> columns) {
    return columns.stream().filter(Column::numeric).map(Column::had).distinct().count() == 1;
  }

  private static void header(Markup out, Column c, boolean badge) {
    out.open("th", "scope", "col", "class", c.numeric() ? "n" : "t").text(c.title());
    if (badge) {
      badge(out, c);
    }
    out.close("th");
  }

  private static void badge(Markup out, Column c) {
    Provenance how = c.provenance();
    if (how != null) {
      out.text(" ");
      Badge.provenance(out, how, c.source());
    }
  }

  void close() {
    out.close("tbody").close("table").close("div").line();
  }

  /**
   * @param style class of the row, for example {@code lead}
   */
  Table row(String style, String name) {
    String width = name.length() > LONGEST_NAME ? "name long" : "name";
    out.open("tr", "class", style).leaf("th", name, "scope", "row", "class", width);
    return this;
  }

  /** A row whose name has a remark below it where the screen is too narrow for all columns. */
  Table row(String style, String name, Runnable remark) {
    String width = name.length() > LONGEST_NAME ? "name long" : "name";
    out.open("tr", "class", style).open("th", "scope", "row", "class", width).text(name);
    out.open("span", "class", "phone");
    remark.run();
    out.close("span").close("th");
    return this;
  }

  Table row(String name) {
    return row("r", name);
  }

  void end() {
    out.close("tr").line();
  }

  /** A figure with its interval below it. */
  Table figure(Shown shown, double sortBy) {
    out.open("td", "class", "n", "data-v", key(sortBy)).text(shown.point());
    if (!shown.interval().isEmpty()) {
      out.text(" ").leaf("span", shown.interval(), "class", "ci-text");
    }
    out.close("td");
    return this;
  }

  /** A number or short text, right-aligned. */
  Table number(String text, double sortBy) {
    out.leaf("td", text, "class", "n", "data-v", key(sortBy));
    return this;
  }

  /** A count, sorted by itself. */
  Table count(long count) {
    return number(Numbers.count(count), (double) count);
  }

  /** A cell for which there is no figure, saying why. */
  Table none(String why) {
    out.leaf("td", why, "class", "n soft");
    return this;
  }

  Table text(String text) {
    out.leaf("td", text, "class", "t");
    return this;
  }

  /** A cell of running text. */
  Table prose(String text) {
    out.leaf("td", text, "class", "long");
    return this;
  }

  /** A cell that the caller writes. */
  Table cell(String style, Runnable content) {
    out.open("td", "class", style);
    content.run();
    out.close("td");
    return this;
  }

  private static String key(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "0";
  }
}
