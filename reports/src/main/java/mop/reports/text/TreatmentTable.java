package mop.reports.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import mop.analysis.result.Result.Treatment;
import mop.reports.text.TextTable.Cell;
import mop.reports.text.TextTable.Column;
import mop.reports.words.Budgets;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import mop.reports.words.Standing;

/**
 * The table of treatments for a terminal. Money, change, accuracy and verdict always; budgets,
 * levels and reasons where there is room; two lines a treatment where there is little.
 */
public final class TreatmentTable {

  private final Findings f;
  private final List<Treatment> treatments;

  public TreatmentTable(Findings f) {
    this.f = f;
    this.treatments = f.treatments();
  }

  /** Whether the budgets have a column of their own at this width. */
  public boolean showsBudgets(int columns) {
    return wide().width() <= columns;
  }

  /** The lines, at most {@code columns} wide unless a name alone is longer. */
  public List<String> lines(int columns, boolean color) {
    for (TextTable table : List.of(widest(), wider(), wide(), plain(2), plain(1), compact())) {
      if (table.width() <= columns) {
        return table.lines(color);
      }
    }
    return stacked(columns, color);
  }

  private TextTable plain(int gap) {
    return new TextTable(List.of(names(), monthly(), change(), accuracy(), verdicts()), gap);
  }

  /** Intervals without the space inside them: three columns less in all. */
  private TextTable compact() {
    return new TextTable(
        List.of(names(), tight(monthly(), "–"), tightChange(), tightAccuracy(), verdicts()), 1);
  }

  private Column tightChange() {
    return tight(change(), ",");
  }

  private Column tightAccuracy() {
    return tight(accuracy(), ",");
  }

  private static Column tight(Column c, String between) {
    List<Cell> cells =
        c.cells().stream().map(x -> new Cell(x.text().replace(", ", between), x.ink())).toList();
    return new Column(c.title(), c.right(), cells);
  }

  private TextTable wide() {
    return new TextTable(
        List.of(names(), monthly(), change(), accuracy(), budgets(), verdicts()), 2);
  }

  private TextTable wider() {
    return new TextTable(
        List.of(names(), monthly(), change(), levels(), accuracy(), budgets(), verdicts()), 2);
  }

  private TextTable widest() {
    Column why = column("why", false, t -> f.standing(t).because());
    return new TextTable(
        List.of(names(), monthly(), change(), levels(), accuracy(), budgets(), verdicts(), why), 2);
  }

  /** Name and verdict on one line, the figures below them. */
  private List<String> stacked(int columns, boolean color) {
    TextTable loose = new TextTable(List.of(monthly(), change(), accuracy()), 2);
    boolean fits = loose.width() + 2 <= columns;
    TextTable table =
        fits
            ? loose
            : new TextTable(List.of(tight(monthly(), "–"), tightChange(), tightAccuracy()), 1);
    String indent = fits ? "  " : " ";
    List<String> figures = table.lines(color);
    int headers = figures.size() - treatments.size();
    List<String> lines = new ArrayList<>();
    figures.subList(0, headers).forEach(line -> lines.add(indent + line));
    for (int i = 0; i < treatments.size(); i++) {
      Cell verdict = verdict(treatments.get(i));
      String name = Plain.safe(treatments.get(i).name());
      lines.add(name + ": " + verdict.ink().on(verdict.text(), color));
      lines.add(indent + figures.get(headers + i));
    }
    return lines;
  }

  private Column names() {
    return column("treatment", false, Treatment::name);
  }

  private Column monthly() {
    return column(
        f.currency() + " a month",
        true,
        t -> f.bill(t.name()).map(b -> f.money().value(b.monthly()).bare()).orElse("no bill"));
  }

  private Column change() {
    return changes("bill", f.result().experiment().primaryCost());
  }

  private Column accuracy() {
    return changes(Headline.lower(f.label(f.primaryAccuracy())), f.primaryAccuracy());
  }

  private Column levels() {
    return column(
        Headline.lower(f.label(f.primaryAccuracy())),
        true,
        t ->
            f.level(t, f.primaryAccuracy())
                .map(e -> f.unit(f.primaryAccuracy()).value(e).text())
                .orElse("unknown"));
  }

  private Column budgets() {
    return column(
        "asked → achieved",
        true,
        t -> f.budget(t.name()).map(Budgets::askedAndAchieved).orElse("unknown"));
  }

  private Column verdicts() {
    return new Column("verdict", false, treatments.stream().map(this::verdict).toList());
  }

  private Cell verdict(Treatment t) {
    Standing standing = f.standing(t);
    String word = standing.word();
    return switch (standing) {
      case Standing.Adopted a -> new Cell(word.toUpperCase(Locale.ROOT), Ink.GOOD);
      case Standing.Qualifies q -> new Cell(word, Ink.NONE);
      case Standing.TooLossy l -> new Cell(word, Ink.BAD);
      case Standing.Invalid i -> new Cell(word, Ink.BAD);
      case Standing.Undecided u -> new Cell(word, Ink.OPEN);
      case Standing.NoSaving n -> new Cell(word, Ink.SOFT);
      case Standing.Baseline b -> new Cell(word, Ink.SOFT);
    };
  }

  /** Changes of one outcome; the unit goes to the header where all of them share it. */
  private Column changes(String label, String outcome) {
    List<String> units =
        treatments.stream()
            .flatMap(t -> f.effect(t.name(), outcome).stream())
            .map(e -> f.change(e).unit())
            .distinct()
            .toList();
    boolean shared = units.size() == 1;
    String unit = shared && !units.getFirst().isEmpty() ? ", " + units.getFirst() : "";
    return column(
        "Δ " + label + unit,
        true,
        t ->
            f.effect(t.name(), outcome)
                .map(f::change)
                .map(shown -> shared ? shown.bare() : shown.text())
                .orElse(t.baseline() ? "" : "unknown"));
  }

  private Column column(String title, boolean right, Function<Treatment, String> text) {
    List<Cell> cells = treatments.stream().map(t -> Cell.of(text.apply(t))).toList();
    return new Column(title, right, cells);
  }
}
