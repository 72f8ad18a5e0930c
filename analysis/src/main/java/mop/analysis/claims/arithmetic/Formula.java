package mop.analysis.claims.arithmetic;

import java.util.List;

/** A figure is what a formula of others gives: twelve months, price × volume, a difference. */
record Formula(Amount figure, Amount equals) implements Relation {

  @Override
  public List<Finding> check(Figures figures) {
    Quantity computed = Quantity.of(equals);
    return List.of(
        new Balance(figures, figure, computed, "it comes to", equals.shown(figures)).finding());
  }
}
