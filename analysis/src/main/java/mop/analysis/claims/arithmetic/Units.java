package mop.analysis.claims.arithmetic;

import java.util.List;
import mop.analysis.input.YamlFields;

/**
 * Refuses amounts that cannot be compared because of their units. A figure has a unit, and so has a
 * sum of figures; a formula with a product may convert and is let through.
 */
final class Units {
  private final Figures figures;

  Units(Figures figures) {
    this.figures = figures;
  }

  /** Figures that are added up must be in one unit. */
  void added(YamlFields of, String place, Amount amount) {
    List<String> units = figures.units(amount);
    if (amount.isSum() && units.size() > 1) {
      throw of.wrong(
          place, "'" + amount.text() + "' adds " + String.join(" and ", units), "one unit");
    }
  }

  /** An amount that is held against another must be in its unit. */
  void same(YamlFields of, String place, Amount amount, Amount other) {
    String its = figures.unit(amount);
    String unit = figures.unit(other);
    if (!unit.isEmpty() && !its.isEmpty() && !its.equals(unit)) {
      throw of.wrong(
          place,
          "'" + amount.text() + "' is in " + its + ", '" + other.text() + "' in " + unit,
          "one unit, if need be by a formula that converts");
    }
  }

  /** An amount that stands for a share must be in per cent. */
  void percent(YamlFields of, String place, Amount amount) {
    String unit = figures.unit(amount);
    if (!unit.isEmpty() && !Percent.isUnit(unit)) {
      throw of.wrong(place, "'" + amount.text() + "' is in " + unit, "a figure in %");
    }
  }
}
