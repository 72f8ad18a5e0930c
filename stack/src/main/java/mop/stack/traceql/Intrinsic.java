package mop.stack.traceql;

import java.util.Optional;

/** What every span has of itself, of its trace, events, links and instrumentation scope. */
public enum Intrinsic implements FieldName {
  DURATION("duration", "span:duration", ValueType.DURATION, Level.SPAN),
  NAME("name", "span:name", ValueType.STRING, Level.SPAN),
  STATUS("status", "span:status", ValueType.STATUS, Level.SPAN),
  STATUS_MESSAGE("statusMessage", "span:statusMessage", ValueType.STRING, Level.SPAN),
  KIND("kind", "span:kind", ValueType.KIND, Level.SPAN),
  CHILD_COUNT("span:childCount", "span:childCount", ValueType.INT, Level.SPAN),
  SPAN_ID("span:id", "span:id", ValueType.STRING, Level.SPAN),
  PARENT_ID("span:parentID", "span:parentID", ValueType.STRING, Level.SPAN),
  NESTED_SET_LEFT("nestedSetLeft", "", ValueType.INT, Level.SPAN),
  NESTED_SET_RIGHT("nestedSetRight", "", ValueType.INT, Level.SPAN),
  NESTED_SET_PARENT("nestedSetParent", "", ValueType.INT, Level.SPAN),
  /** The parent span itself; the language has a word for it and no use. */
  PARENT("parent", "", ValueType.NIL, Level.SPAN),
  ROOT_NAME("rootName", "trace:rootName", ValueType.STRING, Level.TRACE),
  ROOT_SERVICE_NAME("rootServiceName", "trace:rootService", ValueType.STRING, Level.TRACE),
  TRACE_DURATION("traceDuration", "trace:duration", ValueType.DURATION, Level.TRACE),
  TRACE_ID("trace:id", "trace:id", ValueType.STRING, Level.TRACE),
  EVENT_NAME("event:name", "event:name", ValueType.STRING, Level.EVENT),
  EVENT_TIME("event:timeSinceStart", "event:timeSinceStart", ValueType.DURATION, Level.EVENT),
  LINK_TRACE_ID("link:traceID", "link:traceID", ValueType.STRING, Level.LINK),
  LINK_SPAN_ID("link:spanID", "link:spanID", ValueType.STRING, Level.LINK),
  INSTRUMENTATION_NAME(
      "instrumentation:name", "instrumentation:name", ValueType.ATTRIBUTE, Level.SCOPE),
  INSTRUMENTATION_VERSION(
      "instrumentation:version", "instrumentation:version", ValueType.ATTRIBUTE, Level.SCOPE),

  /** Unix nanoseconds; asked for by the engine, never by a query. */
  SPAN_START("spanStartTime", "", ValueType.INT, Level.SPAN),
  /** Unix nanoseconds; asked for by the engine, never by a query. */
  TRACE_START("traceStartTime", "", ValueType.INT, Level.TRACE);

  /** What there is one of for each value. */
  public enum Level {
    TRACE,
    SCOPE,
    SPAN,
    EVENT,
    LINK
  }

  private final String text;
  private final String scoped;
  private final ValueType type;
  private final Level level;

  Intrinsic(String text, String scoped, ValueType type, Level level) {
    this.text = text;
    this.scoped = scoped;
    this.type = type;
    this.level = level;
  }

  /** The intrinsic of that word, with or without scope: {@code duration}, {@code span:id}. */
  static Optional<Intrinsic> of(String word) {
    for (Intrinsic i : values()) {
      if ((i.text.equals(word) || i.scoped.equals(word)) && i != SPAN_START && i != TRACE_START) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  public Level level() {
    return level;
  }

  @Override
  public ValueType type() {
    return type;
  }

  @Override
  public String print() {
    return text;
  }

  @Override
  public String key() {
    return text;
  }
}
