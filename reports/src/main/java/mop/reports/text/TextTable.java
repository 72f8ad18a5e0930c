package mop.reports.text;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal, with headers that wrap to the width of what stands below them. */
final class TextTable {

  /** A cell and its ink. */
  record Cell(String text, Ink ink) {

    static Cell of(String text) {
      return new Cell(Plain.safe(text), Ink.NONE);
    }
  }

  /** Headers get this much room before they wrap, however narrow their cells are. */
  private static final int ROOMY = 10;

  /** A column, its cells in the order of the rows. */
  record Column(String title, boolean right, List<Cell> cells) {

    Column {
      cells = List.copyOf(cells);
    }

    int width() {
      int widest = Math.min(ROOMY, Plain.width(title));
      for (Cell cell : cells) {
        widest = Math.max(widest, Plain.width(cell.text()));
      }
      for (String word : title.split(" ", -1)) {
        widest = Math.max(widest, Plain.width(word));
      }
      return widest;
    }
  }

  private final List<Column> columns;
  private final int gap;

  TextTable(List<Column> columns, int gap) {
    this.columns = List.copyOf(columns);
    this.gap = gap;
  }

  int width() {
    return columns.stream().mapToInt(Column::width).sum() + gap * (columns.size() - 1);
  }

  /** The lines of the table: headers first, then a line a row. */
  List<String> lines(boolean color) {
    List<String> lines = new ArrayList<>(header(color));
    int rows = columns.getFirst().cells().size();
    for (int row = 0; row < rows; row++) {
      StringBuilder line = new StringBuilder();
      for (Column c : columns) {
        Cell cell = c.cells().get(row);
        String text = Plain.padded(cell.text(), c.width(), c.right());
        line.append(line.isEmpty() ? "" : " ".repeat(gap));
        line.append(inked(text, cell.ink(), color));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** Colours the text but not the space around it. */
  private static String inked(String padded, Ink ink, boolean color) {
    String text = padded.strip();
    int start = padded.indexOf(text);
    return padded.substring(0, start)
        + ink.on(text, color)
        + padded.substring(start + text.length());
  }

  private List<String> header(boolean color) {
    List<List<String>> titles =
        columns.stream().map(c -> Plain.wrap(c.title(), c.width())).toList();
    int height = titles.stream().mapToInt(List::size).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < height; i++) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns.size(); c++) {
        Column column = columns.get(c);
        int above = height - titles.get(c).size();
        String text = i < above ? "" : titles.get(c).get(i - above);
        line.append(c == 0 ? "" : " ".repeat(gap));
        line.append(Plain.padded(text, column.width(), column.right()));
      }
      lines.add(Ink.SOFT.on(line.toString().stripTrailing(), color));
    }
    return lines;
  }
}
