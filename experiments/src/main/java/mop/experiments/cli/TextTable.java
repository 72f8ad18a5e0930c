package mop.experiments.cli;

import java.util.ArrayList;
import java.util.List;

/** Columns of text for the terminal; what is too long for its cell goes on below. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<Integer> widths;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param widths of the columns, with a gap of two between them
   */
  TextTable(List<Integer> widths) {
    this.widths = List.copyOf(widths);
  }

  /** Adds a row, a cell a column. */
  TextTable row(String... cells) {
    List<List<String>> lines = new ArrayList<>();
    int height = 0;
    for (int column = 0; column < cells.length; column++) {
      List<String> cell = lines(cells[column], widths.get(column));
      lines.add(cell);
      height = Math.max(height, cell.size());
    }
    for (int line = 0; line < height; line++) {
      StringBuilder row = new StringBuilder();
      for (int column = 0; column < cells.length; column++) {
        List<String> cell = lines.get(column);
        String part = line < cell.size() ? cell.get(line) : "";
        row.append(part).append(" ".repeat(widths.get(column) - part.length())).append(GAP);
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return this;
  }

  private static List<String> lines(String cell, int width) {
    StringBuilder breakable = new StringBuilder();
    for (String word : cell.split(" ", -1)) {
      String rest = word;
      while (rest.length() > width) {
        int at = breakPoint(rest, width);
        breakable.append(rest, 0, at).append(' ');
        rest = rest.substring(at);
      }
      breakable.append(rest).append(' ');
    }
    return Wrapped.at(width, breakable.toString().stripTrailing(), "").lines().toList();
  }

  /** After the last '.', '-', '_' or '/' that fits, else where the column ends. */
  private static int breakPoint(String word, int width) {
    for (int i = width; i > width / 2; i--) {
      if (".-_/".indexOf(word.charAt(i - 1)) >= 0) {
        return i;
      }
    }
    return width;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
