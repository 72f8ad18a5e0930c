package mop.analysis.claims.arithmetic;

import java.util.Optional;
import mop.analysis.claims.arithmetic.Finding.Outcome;

/**
 * A published amount on one side, and what it should be on the other.
 *
 * @param label verb before the computed side: {@code lines sum to}
 * @param sum the computed side in figures
 */
record Balance(Figures figures, Amount published, Quantity computed, String label, String sum) {

  /** Whether the digits of the figures leave room for both sides to be the same. */
  boolean holds() {
    return Leeway.of(computed.minus(Quantity.of(published)), figures).mayBeZero();
  }

  Finding finding() {
    return finding("", Optional.empty());
  }

  /**
   * The finding.
   *
   * @param part which figure of the check
   * @param explanation of a difference; without one, a unit that may have been mistaken
   */
  Finding finding(String part, Optional<String> explanation) {
    boolean holds = holds();
    String unit = figures.unit(published);
    String is = Numbers.of(Leeway.of(computed, figures).value(), unit);
    String hint =
        holds ? "" : explanation.or(() -> MistakenUnit.of(this)).map(why -> "; " + why).orElse("");
    return new Finding(
        part,
        publishedText(),
        is,
        sum,
        holds ? Outcome.ADDS_UP : Outcome.INCONSISTENT,
        label + " " + is + (holds ? "" : ", published " + publishedNumber()) + hint,
        published.names());
  }

  private String publishedText() {
    String unit = figures.unit(published);
    return unit.isEmpty() ? publishedNumber() : publishedNumber() + " " + unit;
  }

  private String publishedNumber() {
    return published
        .single()
        .map(name -> figures.get(name).number())
        .orElseGet(() -> Numbers.of(Leeway.of(Quantity.of(published), figures).value()));
  }
}
