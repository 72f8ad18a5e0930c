package mop.stack.promql;

import mop.stack.promql.syntax.QueryError;

/** Random queries for tests of other packages. */
public final class RandomQueries {
  private final QueryGenerator generator;

  public RandomQueries(long seed) {
    this.generator = new QueryGenerator(seed);
  }

  public String next() {
    return generator.query();
  }

  /** The next that can be parsed. */
  public String valid() {
    while (true) {
      String query = next();
      try {
        Query.parse(query);
        return query;
      } catch (QueryError e) {
        // Few are not, such as comparisons between what turned out to be scalars.
      }
    }
  }
}
