package mop.stack.traces;

/** Field numbers of the OTLP messages (opentelemetry-proto 1.x). */
final class Otlp {
  static final int TRACES_RESOURCE_SPANS = 1;
  static final int RESOURCE_SPANS_RESOURCE = 1;
  static final int RESOURCE_SPANS_SCOPE_SPANS = 2;
  static final int SCOPE_SPANS_SCOPE = 1;
  static final int SCOPE_SPANS_SPANS = 2;

  static final int SPAN_TRACE_ID = 1;
  static final int SPAN_ID = 2;
  static final int SPAN_TRACE_STATE = 3;
  static final int SPAN_PARENT_ID = 4;
  static final int SPAN_NAME = 5;
  static final int SPAN_KIND = 6;
  static final int SPAN_START = 7;
  static final int SPAN_END = 8;
  static final int SPAN_ATTRIBUTES = 9;
  static final int SPAN_DROPPED_ATTRIBUTES = 10;
  static final int SPAN_EVENTS = 11;
  static final int SPAN_DROPPED_EVENTS = 12;
  static final int SPAN_LINKS = 13;
  static final int SPAN_DROPPED_LINKS = 14;
  static final int SPAN_STATUS = 15;

  static final int EVENT_TIME = 1;
  static final int EVENT_NAME = 2;
  static final int EVENT_ATTRIBUTES = 3;
  static final int EVENT_DROPPED_ATTRIBUTES = 4;

  static final int LINK_TRACE_ID = 1;
  static final int LINK_SPAN_ID = 2;
  static final int LINK_TRACE_STATE = 3;
  static final int LINK_ATTRIBUTES = 4;
  static final int LINK_DROPPED_ATTRIBUTES = 5;

  static final int STATUS_MESSAGE = 2;
  static final int STATUS_CODE = 3;
  static final int STATUS_CODE_ERROR = 2;

  static final int RESOURCE_ATTRIBUTES = 1;
  static final int RESOURCE_DROPPED_ATTRIBUTES = 2;

  static final int SCOPE_NAME = 1;
  static final int SCOPE_VERSION = 2;
  static final int SCOPE_ATTRIBUTES = 3;
  static final int SCOPE_DROPPED_ATTRIBUTES = 4;

  static final int PAIR_KEY = 1;
  static final int PAIR_VALUE = 2;

  static final int STRING = 1;
  static final int BOOL = 2;
  static final int INT = 3;
  static final int DOUBLE = 4;
  static final int ARRAY = 5;
  static final int KVLIST = 6;
  static final int BYTES = 7;
  static final int LIST_VALUES = 1;

  static final int KIND_SERVER = 2;
  static final int KIND_CLIENT = 3;

  private Otlp() {}
}
