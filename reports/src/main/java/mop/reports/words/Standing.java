package mop.reports.words;

/** Where a treatment stands when both primary verdicts are read together. */
public sealed interface Standing {

  /** What the others are compared with. */
  record Baseline() implements Standing {}

  /** Recommended by the analysis. */
  record Adopted(String reason) implements Standing {}

  /** Cheaper and accurate enough, but another one is recommended. */
  record Qualifies(String reason) implements Standing {}

  /** Loses more accuracy than the margin allows. */
  record TooLossy(String reason) implements Standing {}

  /** Accurate or not, it is not cheaper. */
  record NoSaving(String reason) implements Standing {}

  /** The data cannot tell yet, or nobody judged it. */
  record Undecided(String reason) implements Standing {}

  /** Its trials cannot be used. */
  record Invalid(String reason) implements Standing {}

  /** One or two words for a table. */
  default String word() {
    return switch (this) {
      case Baseline() -> "baseline";
      case Adopted(String reason) -> "adopt";
      case Qualifies(String reason) -> "qualifies";
      case TooLossy(String reason) -> "too lossy";
      case NoSaving(String reason) -> "no saving";
      case Undecided(String reason) -> "undecided";
      case Invalid(String reason) -> "invalid";
    };
  }

  /** Why, in the words of the analysis. */
  default String because() {
    return switch (this) {
      case Baseline() -> "what the others are compared with";
      case Adopted(String reason) -> reason;
      case Qualifies(String reason) -> reason;
      case TooLossy(String reason) -> reason;
      case NoSaving(String reason) -> reason;
      case Undecided(String reason) -> reason;
      case Invalid(String reason) -> reason;
    };
  }
}
