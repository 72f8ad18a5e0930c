package mop.analysis.cost.focus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mop.analysis.input.InvalidInput;

/** Comma-separated values as RFC 4180 has them, read with the line on which each row begins. */
final class Csv {
  private Csv() {}

  /**
   * A row.
   *
   * @param line 1 for the first of the file
   */
  record Row(int line, List<String> cells) {}

  /** A row of text, quoted where needed, ending in {@code \n}. */
  static String row(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\n"));
  }

  private static String cell(String text) {
    boolean quote =
        text.indexOf(',') >= 0
            || text.indexOf('"') >= 0
            || text.indexOf('\n') >= 0
            || text.indexOf('\r') >= 0;
    return quote ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }

  /**
   * All rows but empty ones.
   *
   * @throws InvalidInput when a quoted cell does not end
   */
  static List<Row> parse(String file, String text) {
    return new Parser(file, text.startsWith("\uFEFF") ? text.substring(1) : text).rows();
  }

  private static final class Parser {
    private final String file;
    private final String text;
    private final List<Row> rows = new ArrayList<>();
    private List<String> cells = new ArrayList<>();
    private int at;
    private int line = 1;
    private int rowLine = 1;

    Parser(String file, String text) {
      this.file = file;
      this.text = text;
    }

    List<Row> rows() {
      while (at < text.length()) {
        cells.add(next());
        if (at >= text.length() || text.charAt(at) != ',') {
          endRow();
        } else {
          at++;
          if (at == text.length()) {
            cells.add("");
            endRow();
          }
        }
      }
      return rows;
    }

    private void endRow() {
      if (at < text.length() && text.charAt(at) == '\r') {
        at++;
      }
      if (at < text.length() && text.charAt(at) == '\n') {
        at++;
        line++;
      }
      if (cells.size() > 1 || !cells.getFirst().isBlank()) {
        rows.add(new Row(rowLine, List.copyOf(cells)));
      }
      cells = new ArrayList<>();
      rowLine = line;
    }

    private String next() {
      return at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
    }

    private String plain() {
      int start = at;
      while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private String quoted() {
      StringBuilder cell = new StringBuilder();
      at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '"') {
          if (at >= text.length() || text.charAt(at) != '"') {
            return cell.append(plain()).toString();
          }
          at++;
        } else if (c == '\n') {
          line++;
        }
        cell.append(c);
      }
      throw new InvalidInput(
          file + ":" + rowLine, "a quoted cell does not end", "a closing \"", "Mend that row.");
    }
  }
}
