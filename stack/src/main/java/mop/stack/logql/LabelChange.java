package mop.stack.logql;

import java.util.List;
import java.util.function.Predicate;
import mop.stack.labels.Matcher;

/** Stages that change labels or the line without parsing it. */
sealed interface LabelChange extends Stage {
  /** A name, or a condition on the label of that name. */
  record Which(String name, List<Matcher> matchers) {
    boolean covers(String label, String value) {
      return label.equals(name) && matchers.stream().allMatch(m -> m.matches(value));
    }
  }

  record Drop(List<Which> labels) implements LabelChange {
    @Override
    public boolean process(Row row) {
      row.all().entrySet().removeIf(e -> any(labels, e.getKey(), e.getValue()));
      return true;
    }
  }

  record Keep(List<Which> labels) implements LabelChange {
    @Override
    public boolean process(Row row) {
      Predicate<String> ours = n -> n.equals(Row.ERROR) || n.equals(Row.ERROR_DETAILS);
      row.all()
          .entrySet()
          .removeIf(e -> !ours.test(e.getKey()) && !any(labels, e.getKey(), e.getValue()));
      return true;
    }
  }

  private static boolean any(List<Which> labels, String name, String value) {
    return labels.stream().anyMatch(w -> w.covers(name, value));
  }

  record LineFormat(Template template) implements LabelChange {
    @Override
    public boolean process(Row row) {
      template.render(row).ifPresent(text -> row.line = text);
      return true;
    }
  }

  /** Sets labels, one after the other: to what a template gives, or renames another label. */
  record LabelFormat(List<Setting> settings) implements LabelChange {
    record Setting(String name, String source, java.util.Optional<Template> template) {}

    @Override
    public boolean process(Row row) {
      for (Setting s : settings) {
        if (s.template.isPresent()) {
          s.template.get().render(row).ifPresent(text -> row.set(s.name, text));
        } else {
          String value = row.get(s.source);
          if (value != null) {
            row.set(s.name, value);
            row.remove(s.source);
          }
        }
      }
      return true;
    }
  }

  /** Takes out the colours of terminals: ANSI escape sequences. */
  record Decolorize() implements LabelChange {
    private static final java.util.regex.Pattern ANSI =
        java.util.regex.Pattern.compile(
            "[\\u001B\\u009B][\\[\\]()#;?]*(?:(?:(?:[a-zA-Z\\d]*(?:;[a-zA-Z\\d]*)*)?\\u0007)"
                + "|(?:(?:\\d{1,4}(?:;\\d{0,4})*)?[\\dA-PRZcf-ntqry=><~]))");

    @Override
    public boolean process(Row row) {
      row.line = ANSI.matcher(row.line).replaceAll("");
      return true;
    }
  }
}
