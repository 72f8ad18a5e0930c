package mop.stack.traceql.source;

/** What a column has a value of; by the repetition level at which the next one begins. */
enum Level {
  TRACE(0),
  RESOURCE(1),
  SCOPE(2),
  SPAN(3),
  EVENT(4),
  LINK(4);

  private final int repetition;

  Level(int repetition) {
    this.repetition = repetition;
  }

  int repetition() {
    return repetition;
  }
}
