package mop.stack.parquet;

import java.util.List;

/**
 * A leaf with its place in the schema.
 *
 * @param index position among the columns
 * @param path names from below the root down to the leaf
 * @param maxRepetition repeated fields on the path, the leaf included
 * @param maxDefinition optional and repeated fields on the path, the leaf included
 */
public record Column(
    int index, List<String> path, Field.Leaf leaf, int maxRepetition, int maxDefinition) {
  public Column {
    path = List.copyOf(path);
  }

  /** The path joined by dots, as the format's tools print it. */
  public String dotted() {
    return String.join(".", path);
  }
}
