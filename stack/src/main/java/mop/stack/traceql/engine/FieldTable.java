package mop.stack.traceql.engine;

import java.util.ArrayList;
import java.util.List;
import mop.stack.traceql.FieldName;

/** The fields that a query needs, by number. */
public final class FieldTable {
  private final List<FieldName> names = new ArrayList<>();
  private final List<Boolean> early = new ArrayList<>();

  /**
   * The number of a field, which is added when it is new.
   *
   * @param ofAll whether it is asked of all candidates, and not only of those that were found
   */
  public int number(FieldName name, boolean ofAll) {
    int i = names.indexOf(name);
    if (i < 0) {
      names.add(name);
      early.add(ofAll);
      return names.size() - 1;
    }
    early.set(i, early.get(i) || ofAll);
    return i;
  }

  public int size() {
    return names.size();
  }

  public FieldName name(int number) {
    return names.get(number);
  }

  /** Whether the field is asked of all candidates. */
  public boolean ofAll(int number) {
    return early.get(number);
  }
}
