package mop.stack.logql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.stack.logs.QuotedText;

/**
 * The part of Go's templates that {@code line_format} and {@code label_format} need: text, fields
 * {@code {{.name}}}, function calls and pipes. Conditions, loops and variables are refused.
 */
final class Template {
  private final List<Node> nodes;

  /** Gives text, or fails with a message. */
  interface Node {
    String render(Row row) throws TemplateFailure;
  }

  /** A function that cannot work on its arguments. */
  static final class TemplateFailure extends Exception {
    private static final long serialVersionUID = 1L;

    TemplateFailure(String message) {
      super(message);
    }
  }

  private Template(List<Node> nodes) {
    this.nodes = nodes;
  }

  /** Reads a template that stands at that place in a query. */
  static Template of(String text, int at) {
    List<Node> nodes = new ArrayList<>();
    int from = 0;
    boolean trim = false;
    while (true) {
      int open = text.indexOf("{{", from);
      String plain = text.substring(from, open < 0 ? text.length() : open);
      boolean trimEnd = open >= 0 && text.startsWith("{{- ", open);
      String kept = trim ? plain.stripLeading() : plain;
      String literal = trimEnd ? kept.stripTrailing() : kept;
      nodes.add(row -> literal);
      if (open < 0) {
        return new Template(nodes);
      }
      int close = text.indexOf("}}", open);
      if (close < 0) {
        throw Lexer.wrong(at, "the template has a {{ without }}");
      }
      trim = text.startsWith(" -", close - 2);
      String action = text.substring(open + (trimEnd ? 3 : 2), close - (trim ? 1 : 0));
      nodes.add(new Action(action, at).read());
      from = close + 2;
    }
  }

  /** The text for a row; empty where it failed, which the row's error then says. */
  Optional<String> render(Row row) {
    try {
      StringBuilder out = new StringBuilder();
      for (Node n : nodes) {
        out.append(n.render(row));
      }
      return Optional.of(out.toString());
    } catch (TemplateFailure e) {
      row.fail("TemplateFormatErr", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Reads what stands between {@code {{} and {@code }}}. */
  private static final class Action {
    private final String text;
    private final int place;
    private int at;

    Action(String text, int place) {
      this.text = text;
      this.place = place;
    }

    Node read() {
      Node node = pipe();
      if (peek() != 0) {
        throw wrong("'" + peek() + "' is out of place");
      }
      return node;
    }

    private RuntimeException wrong(String what) {
      return Lexer.wrong(place, "in the template {{" + text + "}}: " + what);
    }

    private char peek() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return at < text.length() ? text.charAt(at) : 0;
    }

    private Node pipe() {
      Node node = command(List.of());
      while (peek() == '|') {
        at++;
        node = command(List.of(node));
      }
      return node;
    }

    /** A value, or a function with its arguments; what is piped in is the last of them. */
    private Node command(List<Node> piped) {
      char c = peek();
      if (!Character.isLetter(c) && c != '_') {
        if (!piped.isEmpty()) {
          throw wrong("a function is due behind |");
        }
        return value();
      }
      int start = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
        at++;
      }
      String name = text.substring(start, at);
      List<Node> arguments = new ArrayList<>();
      while (peek() != 0 && peek() != '|' && peek() != ')') {
        arguments.add(value());
      }
      arguments.addAll(piped);
      TemplateFunction f =
          TemplateFunction.find(name).orElseThrow(() -> wrong("no function " + name));
      if (arguments.size() < f.least() || arguments.size() > f.most()) {
        throw wrong(name + " has " + arguments.size() + " arguments");
      }
      return row -> {
        List<String> texts = new ArrayList<>();
        for (Node n : arguments) {
          texts.add(n.render(row));
        }
        return f.apply(row, texts);
      };
    }

    private Node value() {
      char c = peek();
      if (c == '(') {
        at++;
        Node inner = pipe();
        if (peek() != ')') {
          throw wrong("a ( without )");
        }
        at++;
        return inner;
      }
      if (c == '.') {
        int start = ++at;
        while (at < text.length()
            && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
          at++;
        }
        String name = text.substring(start, at);
        return row -> row.text(name);
      }
      Optional<QuotedText.Read> quoted = QuotedText.at(text, at);
      if (quoted.isPresent()) {
        at = quoted.get().end();
        return row -> quoted.get().text();
      }
      int start = at;
      while (at < text.length() && "+-.0123456789".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      if (at > start) {
        String number = text.substring(start, at);
        return row -> number;
      }
      int wordStart = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
        at++;
      }
      String word = text.substring(wordStart, at);
      TemplateFunction f =
          TemplateFunction.find(word)
              .filter(t -> t.least() == 0)
              .orElseThrow(() -> wrong("no value " + word));
      return row -> f.apply(row, List.of());
    }
  }
}
