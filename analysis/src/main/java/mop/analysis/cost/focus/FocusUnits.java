package mop.analysis.cost.focus;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import mop.analysis.cost.Unit;

/** Units as FOCUS writes them (its attribute Unit Format), and the words that invoices use. */
final class FocusUnits {
  private FocusUnits() {}

  /** The unit in FOCUS' spelling. */
  static String of(Unit unit) {
    return switch (unit) {
      case GIB_MONTH -> "GiB-Months";
      case GB_MONTH -> "GB-Months";
      case GIB -> "GiB";
      case GB -> "GB";
      case REQUESTS_1000 -> "1000 Requests";
      case REQUESTS_10000 -> "10000 Requests";
      case REQUESTS_1000000 -> "1000000 Requests";
      case NODE_HOUR -> "Hours";
      case VCPU_HOUR -> "Core-Hours";
      case GIB_HOUR -> "GiB-Hours";
      case GB_HOUR -> "GB-Hours";
      case EVENTS_1000000 -> "1000000 Events";
      case SERIES_100 -> "100 Series";
      case SERIES_1000 -> "1000 Series";
      case HOST -> "Hosts";
      case USER -> "Users";
      case MONTH -> "Months";
    };
  }

  /** The service category that what is measured in the unit belongs to. */
  static String serviceCategory(Unit unit) {
    return switch (unit) {
      case GIB_MONTH, GB_MONTH, REQUESTS_1000, REQUESTS_10000, REQUESTS_1000000 -> "Storage";
      case GIB, GB -> "Networking";
      case NODE_HOUR, VCPU_HOUR, GIB_HOUR, GB_HOUR -> "Compute";
      case EVENTS_1000000, SERIES_100, SERIES_1000, HOST, USER, MONTH ->
          "Management and Governance";
    };
  }

  /** The unit of a word, in our spelling or FOCUS'; empty when it is another. */
  static Optional<Unit> find(String word) {
    String plain = plain(word);
    return Arrays.stream(Unit.values())
        .filter(unit -> plain(unit.symbol()).equals(plain) || plain(of(unit)).equals(plain))
        .findFirst();
  }

  private static String plain(String word) {
    return word.strip().replace(",", "").toLowerCase(Locale.ROOT).replaceAll("s$", "");
  }
}
