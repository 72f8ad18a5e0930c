package mop.experiments.definition;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import mop.stack.traces.BlockEncoding;
import mop.stack.traces.TraceStoreSettings;

/** A factor that is a setting of the trace store. */
public enum StoreFactor {
  /** Encoding of Tempo's blocks. */
  ENCODING("encoding", "vParquet4 or vParquet5", "vParquet[45]"),
  /** A block is cut when it spans so many minutes of event time. */
  BLOCK_MINUTES("blockMinutes", "whole minutes from 1 to 999", "[1-9]\\d{0,2}"),
  /** A block is cut when Tempo's log of its traces would have reached so many mebibytes. */
  BLOCK_MEBIBYTES(
      "blockMebibytes", "whole mebibytes from 1 to 512", "[1-9]\\d?|[1-4]\\d\\d|50\\d|51[0-2]");

  private final String word;
  private final String expected;
  private final Pattern levels;

  StoreFactor(String word, String expected, String levels) {
    this.word = word;
    this.expected = expected;
    this.levels = Pattern.compile(levels);
  }

  /** The name that definitions give it. */
  public String word() {
    return word;
  }

  /** What its levels may be, in words. */
  String expected() {
    return expected;
  }

  boolean allows(String level) {
    return levels.matcher(level).matches();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(StoreFactor::word).toList();
  }

  static Optional<StoreFactor> of(String word) {
    return Arrays.stream(values()).filter(factor -> factor.word.equals(word)).findFirst();
  }

  /** The settings at one of its levels. */
  TraceStoreSettings at(String level, TraceStoreSettings settings) {
    return switch (this) {
      case ENCODING ->
          settings.withEncoding(
              level.equals(BlockEncoding.VPARQUET4.format())
                  ? BlockEncoding.VPARQUET4
                  : BlockEncoding.VPARQUET5);
      case BLOCK_MINUTES ->
          settings.withMaxBlock(
              Duration.ofMinutes(Integer.parseInt(level)), settings.maxBlockBytes());
      case BLOCK_MEBIBYTES ->
          settings.withMaxBlock(settings.maxBlockDuration(), (long) Integer.parseInt(level) << 20);
    };
  }

  /** The trace store's settings at these levels of factors; what is no factor is at its default. */
  static TraceStoreSettings settings(Map<String, String> levels) {
    TraceStoreSettings settings = TraceStoreSettings.defaults();
    for (StoreFactor factor : values()) {
      String level = levels.get(factor.word);
      settings = level == null ? settings : factor.at(level, settings);
    }
    return settings;
  }

  /**
   * The same for Tempo, as it reads them where one process does everything; empty when none of
   * these is a factor.
   */
  public static Optional<String> tempo(Map<String, String> levels) {
    String encoding = levels.get(ENCODING.word);
    String minutes = levels.get(BLOCK_MINUTES.word);
    String mebibytes = levels.get(BLOCK_MEBIBYTES.word);
    StringBuilder text = new StringBuilder();
    if (minutes != null || mebibytes != null) {
      text.append("live_store:\n");
      text.append(minutes == null ? "" : "  max_block_duration: " + minutes + "m\n");
      text.append(
          mebibytes == null
              ? ""
              : "  max_block_bytes: " + ((long) Integer.parseInt(mebibytes) << 20) + "\n");
    }
    text.append(
        encoding == null
            ? ""
            : "storage:\n  trace:\n    block:\n      version: " + encoding + "\n");
    return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
  }
}
