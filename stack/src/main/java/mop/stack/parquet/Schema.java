package mop.stack.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mop.stack.parquet.Field.Group;
import mop.stack.parquet.Field.Leaf;

/** A tree of fields and its columns in order. */
public final class Schema {
  private final Group root;
  private final List<Column> columns;

  /**
   * @param root the message; its own repetition does not count
   */
  public Schema(Group root) {
    this.root = root;
    List<Column> found = new ArrayList<>();
    for (Field f : root.fields()) {
      collect(f, List.of(), 0, 0, found);
    }
    this.columns = List.copyOf(found);
  }

  private static void collect(
      Field field, List<String> above, int repetition, int definition, List<Column> into) {
    List<String> path = new ArrayList<>(above);
    path.add(field.name());
    int rep = repetition + (field.repetition() == Repetition.REPEATED ? 1 : 0);
    int def = definition + (field.repetition() == Repetition.REQUIRED ? 0 : 1);
    switch (field) {
      case Group g -> g.fields().forEach(f -> collect(f, path, rep, def, into));
      case Leaf leaf -> into.add(new Column(into.size(), path, leaf, rep, def));
    }
  }

  public Group root() {
    return root;
  }

  /** Leaves in the order of the file's columns. */
  public List<Column> columns() {
    return columns;
  }

  /** One line a field, groups included: path, repetition, types; columns with their levels. */
  public String print() {
    StringBuilder text = new StringBuilder();
    root.fields().forEach(f -> print(f, "", text));
    for (Column c : columns) {
      text.append(
          String.format(
              Locale.ROOT,
              "column %d %s rep %d def %d%n",
              c.index(),
              c.dotted(),
              c.maxRepetition(),
              c.maxDefinition()));
    }
    return text.toString();
  }

  private static void print(Field field, String above, StringBuilder text) {
    String path = above + field.name();
    text.append(path).append(' ').append(field.repetition()).append(' ').append(field.logical());
    switch (field) {
      case Group g -> {
        text.append('\n');
        g.fields().forEach(f -> print(f, path + ".", text));
      }
      case Leaf leaf -> text.append(' ').append(leaf.physical()).append('\n');
    }
  }
}
