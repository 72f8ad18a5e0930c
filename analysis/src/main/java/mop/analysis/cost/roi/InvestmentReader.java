package mop.analysis.cost.roi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import mop.analysis.cost.NamedFile;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.YamlFields;

/** Makes an investment of what a file and the options of a command say of it. */
public final class InvestmentReader {
  /** Where the format of an investment is described, ends every message. */
  private static final String HELP = "See 'An investment' in docs/formats.md.";

  private static final int MOST_MONTHS = 600;
  private static final double MOST_PERCENT = 100_000;
  private static final double MOST_MONEY = 1e12;

  /** What an investment is made of, as it is spelled in files. */
  public static final List<String> KEYS =
      List.of(
          "name",
          "currency",
          "investment",
          "monthlySaving",
          "monthlyCost",
          "months",
          "discountRate",
          "savingGrowth",
          "rampMonths");

  private final SequencedMap<String, Stated> stated;

  private InvestmentReader(SequencedMap<String, Stated> stated) {
    this.stated = stated;
  }

  /**
   * Something that was said, and where.
   *
   * @param where file, line and field, or the option
   */
  public record Stated(String where, String text) {}

  /**
   * What a YAML file says.
   *
   * @throws InvalidInput when there is none, or it has other keys
   */
  public static SequencedMap<String, Stated> file(String path) {
    YamlFields fields = YamlFields.of(NamedFile.load(path, List.of(), "", "investment file"), HELP);
    fields.allow(KEYS);
    SequencedMap<String, Stated> stated = new LinkedHashMap<>();
    for (String key : fields.keys()) {
      stated.put(key, new Stated(fields.where(key), fields.text(key)));
    }
    return stated;
  }

  /**
   * The investment that was stated.
   *
   * @throws InvalidInput when something is missing, no number or out of range
   */
  public static Investment read(SequencedMap<String, Stated> stated) {
    return new InvestmentReader(stated).investment();
  }

  private Investment investment() {
    return new Investment(
        text("name", "investment"),
        currency(),
        money("investment", "", Double.MIN_VALUE),
        money("monthlySaving", "", -MOST_MONEY),
        money("monthlyCost", "0", 0),
        months(),
        percent("discountRate"),
        percent("savingGrowth"),
        number("rampMonths", "0", 1, 0, MOST_MONTHS));
  }

  private String text(String key, String absent) {
    Stated said = stated.get(key);
    return said == null ? absent : said.text();
  }

  private String currency() {
    String currency = text("currency", "USD");
    if (!currency.matches("[A-Z]{3}")) {
      throw wrong("currency", "'" + currency + "' is no currency code", "three capitals, as USD");
    }
    return currency;
  }

  private int months() {
    String text = text("months", "36");
    if (!text.matches("\\d{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MOST_MONTHS) {
      throw wrong("months", "'" + text + "' months", "a whole number of 1 to " + MOST_MONTHS);
    }
    return Integer.parseInt(text);
  }

  private Uncertain money(String key, String absent, double least) {
    return number(key, absent, 1, least, MOST_MONEY);
  }

  /** A rate that is written in percent. */
  private Uncertain percent(String key) {
    return number(key, "0", 0.01, -99, MOST_PERCENT);
  }

  private Uncertain number(String key, String absent, double scale, double least, double most) {
    String text = text(key, absent);
    if (text.isEmpty()) {
      throw new InvalidInput(
          key,
          "nobody stated it, neither in a file nor by " + option(key),
          UncertainParser.EXPECTED,
          HELP);
    }
    return UncertainParser.parse(text, scale, least, most)
        .orElseThrow(problem -> wrong(key, "'" + text + "' " + problem, UncertainParser.EXPECTED));
  }

  /** The option of the command that states a key which has no default. */
  private static String option(String key) {
    return key.equals("monthlySaving") ? "--saving or --run" : "--" + key;
  }

  private InvalidInput wrong(String key, String what, String expected) {
    Stated said = stated.get(key);
    return new InvalidInput(said == null ? key : said.where(), what, expected, HELP);
  }
}
