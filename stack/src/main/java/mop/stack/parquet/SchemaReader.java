package mop.stack.parquet;

import java.util.ArrayList;
import java.util.List;
import mop.stack.parquet.Field.Group;
import mop.stack.parquet.Field.Leaf;
import org.jspecify.annotations.Nullable;

/** Rebuilds the tree from the footer's flat list of schema elements. */
final class SchemaReader {
  private static final int MAX_DEPTH = 40;

  private final List<Element> elements;
  private int next;

  private record Element(
      String name,
      Repetition repetition,
      LogicalType logical,
      @Nullable PhysicalType physical,
      int children) {}

  private SchemaReader(List<Element> elements) {
    this.elements = elements;
  }

  static Schema read(CompactReader in) {
    int n = in.list();
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      elements.add(element(in));
    }
    SchemaReader reader = new SchemaReader(elements);
    if (reader.field(0) instanceof Group root && reader.next == n) {
      return new Schema(root);
    }
    throw new CorruptParquet("schema is not one tree");
  }

  private static Element element(CompactReader in) {
    String name = "";
    Repetition repetition = Repetition.REQUIRED;
    LogicalType logical = LogicalType.NONE;
    PhysicalType physical = null;
    int children = 0;
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> physical = PhysicalType.of(in.i32());
        case 3 -> repetition = Repetition.of(in.i32());
        case 4 -> name = in.text();
        case 5 -> children = in.i32();
        case 6 -> logical = LogicalType.ofConverted(in.i32());
        default -> in.skip();
      }
    }
    return new Element(name, repetition, logical, physical, children);
  }

  private Field field(int depth) {
    if (next >= elements.size() || depth > MAX_DEPTH) {
      throw new CorruptParquet("schema is not one tree");
    }
    Element e = elements.get(next++);
    if (e.physical != null) {
      return new Leaf(
          e.name, e.repetition, e.logical, e.physical, Encoding.PLAIN, Codec.UNCOMPRESSED);
    }
    List<Field> children = new ArrayList<>();
    for (int i = 0; i < e.children; i++) {
      children.add(field(depth + 1));
    }
    return new Group(e.name, e.repetition, e.logical, children);
  }
}
