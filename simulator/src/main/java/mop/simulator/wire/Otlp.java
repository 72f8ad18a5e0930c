package mop.simulator.wire;

import java.util.List;

/**
 * Pieces of OTLP messages by their field numbers; see {@code opentelemetry/proto/trace/v1} and
 * {@code common/v1}, version 1.
 */
public final class Otlp {
  /** Of the semantic conventions that are followed. */
  public static final String SCHEMA_URL = "https://opentelemetry.io/schemas/1.44.0";

  public static final int INTERNAL = 1;
  public static final int SERVER = 2;
  public static final int CLIENT = 3;
  public static final int PRODUCER = 4;
  public static final int CONSUMER = 5;

  /** Field of the attributes in a {@code Resource}. */
  private static final int RESOURCE_ATTRIBUTES = 1;

  private static final int SPAN_ATTRIBUTES = 9;
  private static final int EVENT_ATTRIBUTES = 3;
  private static final int STATUS_ERROR = 2;
  private static final int SAMPLED_AND_RANDOM = 0x03;
  private static final int PARENT_KNOWN = 0x100;
  private static final int PARENT_REMOTE = 0x200;

  private Otlp() {}

  /** An {@code AnyValue} under its key; the field number comes with its owner. */
  public record Attribute(String key, Piece value) {

    /**
     * @param pattern with slots as <code>${name}</code>
     */
    public static Attribute text(String key, String pattern) {
      return new Attribute(key, Piece.text(1, pattern));
    }

    public static Attribute number(String key, long value) {
      return new Attribute(key, Piece.number(3, value));
    }

    public static Attribute number(String key, Slot slot) {
      return new Attribute(key, Piece.number(3, slot));
    }

    private Piece field(int number) {
      return Piece.message(number, Piece.text(1, key), Piece.message(2, value));
    }
  }

  /** The fields of a {@code Span} before its attributes. */
  public static Piece spanHead(String name, int kind, boolean root) {
    return Piece.join(
        Piece.bytes(1, Slot.TRACE_ID),
        Piece.bytes(2, Slot.SPAN_ID),
        root ? Piece.NOTHING : Piece.bytes(4, Slot.PARENT_ID),
        Piece.text(5, name),
        Piece.number(6, kind),
        Piece.fixed64(7, Slot.START),
        Piece.fixed64(8, Slot.END));
  }

  public static Piece spanAttributes(List<Attribute> attributes) {
    return Piece.join(attributes.stream().map(a -> a.field(SPAN_ATTRIBUTES)).toList());
  }

  /** An event at the end of the span. */
  public static Piece event(String name, List<Attribute> attributes) {
    return Piece.message(
        11,
        Piece.fixed64(1, Slot.END),
        Piece.text(2, name),
        Piece.join(attributes.stream().map(a -> a.field(EVENT_ATTRIBUTES)).toList()));
  }

  /**
   * @param description empty for none
   */
  public static Piece statusError(String description) {
    return Piece.message(
        15,
        description.isEmpty() ? Piece.NOTHING : Piece.text(2, description),
        Piece.number(3, STATUS_ERROR));
  }

  /** W3C trace flags (sampled, random trace id) and whether the parent is in another process. */
  public static Piece spanFlags(int kind, boolean root) {
    boolean remote = !root && (kind == SERVER || kind == CONSUMER);
    return Piece.fixed32(16, SAMPLED_AND_RANDOM | PARENT_KNOWN | (remote ? PARENT_REMOTE : 0));
  }

  /** {@code ResourceSpans.resource}. */
  public static Piece resource(List<Attribute> attributes) {
    return Piece.message(
        1, Piece.join(attributes.stream().map(a -> a.field(RESOURCE_ATTRIBUTES)).toList()));
  }

  /**
   * {@code ScopeSpans.scope}.
   *
   * @param nameAndVersion with a space between
   */
  public static Piece scope(String nameAndVersion) {
    int space = nameAndVersion.indexOf(' ');
    return Piece.message(
        1,
        Piece.text(1, nameAndVersion.substring(0, space)),
        Piece.text(2, nameAndVersion.substring(space + 1)));
  }

  /** {@code schema_url} of {@code ResourceSpans} and {@code ScopeSpans}. */
  public static Piece schemaUrl(String url) {
    return Piece.text(3, url);
  }
}
