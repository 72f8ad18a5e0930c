package mop.reports.page;

import java.util.List;
import mop.analysis.result.Provenance;
import mop.reports.markup.Markup;
import mop.reports.words.Numbers;
import mop.reports.words.Shown;
import org.jspecify.annotations.Nullable;

/**
 * A table that scrolls inside its own region, with caption, header scopes and sort keys. Every cell
 * carries the title of its column, so that a phone can show a row as a card of labelled figures.
 */
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

    /** The title, with how its figures were had where the table does not say it for all. */
    private String label(boolean badge) {
      Provenance how = provenance;
      return badge && how != null ? title + " (" + Badge.word(how) + ")" : title;
    }

    Column had(Provenance how, String from) {
      return new Column(title, numeric, how, from);
    }
  }

  /** Names up to this many characters are never broken over lines. */
  private static final int LONGEST_NAME = 24;

  private final Markup out;
  private final List<String> titles;
  private int next;

  private Table(Markup out, List<String> titles) {
    this.out = out;
    this.titles = titles;
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
    return new Table(out, columns.stream().map(c -> c.label(!shared)).toList());
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
    next = 1;
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
    return sorted(
        sortBy,
        () -> {
          out.text(shown.point());
          if (!shown.interval().isEmpty()) {
            out.text(" ").leaf("span", shown.interval(), "class", "ci-text");
          }
        });
  }

  /** A number or short text, right-aligned. */
  Table number(String text, double sortBy) {
    return sorted(sortBy, () -> out.text(text));
  }

  /** A count, sorted by itself. */
  Table count(long count) {
    return number(Numbers.count(count), (double) count);
  }

  /** A right-aligned cell that the caller writes. */
  Table sorted(double sortBy, Runnable content) {
    out.open("td", "class", "n", "data-l", title(), "data-v", key(sortBy));
    content.run();
    out.close("td");
    return this;
  }

  /** A cell for which there is no figure, saying why. */
  Table none(String why) {
    return cell("n soft", () -> out.text(why));
  }

  Table text(String text) {
    return cell("t", () -> out.text(text));
  }

  /** A cell of running text. */
  Table prose(String text) {
    return cell("long", () -> out.text(text));
  }

  /** A cell that the caller writes. */
  Table cell(String style, Runnable content) {
    out.open("td", "class", style, "data-l", title());
    content.run();
    out.close("td");
    return this;
  }

  private String title() {
    return titles.get(next++);
  }

  private static String key(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "0";
  }
}
