package mop.analysis.claims.arithmetic;

import java.util.List;

/**
 * A statement about how published figures hang together.
 *
 * @param statement what must hold, for people
 */
public record Check(String id, String statement, Relation relation) {

  /** What it says to the figures of its set. */
  public List<Finding> findings(Figures figures) {
    return relation.check(figures);
  }

  /** Whether it says that figures are one and the same. */
  public boolean isIdentity() {
    return relation instanceof Same;
  }
}
