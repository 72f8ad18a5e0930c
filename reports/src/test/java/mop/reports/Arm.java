package mop.reports;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a fixture knows of one treatment; everything else is derived from it.
 *
 * @param monthly cost in USD
 * @param visible faults found of the visible ones
 * @param invisible faults found of the invisible ones
 * @param kept share of bytes kept
 * @param budget share of bytes asked for, or absent
 */
record Arm(
    String name,
    Map<String, String> levels,
    double monthly,
    int visible,
    int invisible,
    double kept,
    @Nullable Double budget,
    Role role) {

  enum Role {
    BASELINE,
    JUDGED,
    INVALID
  }

  static Arm baseline(String name, double monthly, int visible, int invisible) {
    Map<String, String> levels = Map.of("sampler", name, "setting", "–");
    return new Arm(name, levels, monthly, visible, invisible, 1, null, Role.BASELINE);
  }

  static Arm of(
      String name,
      String setting,
      double monthly,
      int visible,
      int invisible,
      double kept,
      @Nullable Double budget) {
    Map<String, String> levels = Map.of("sampler", name.replaceAll("-.*", ""), "setting", setting);
    return new Arm(name, levels, monthly, visible, invisible, kept, budget, Role.JUDGED);
  }

  Arm asInvalid() {
    return new Arm(name, levels, monthly, visible, invisible, kept, budget, Role.INVALID);
  }

  boolean isBaseline() {
    return role == Role.BASELINE;
  }

  boolean invalid() {
    return role == Role.INVALID;
  }
}
