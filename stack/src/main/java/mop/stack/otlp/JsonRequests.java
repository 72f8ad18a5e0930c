package mop.stack.otlp;

import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mop.stack.otlp.JsonShape.Field;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns OTLP/JSON export requests into the protobuf bytes of the same request, as a client would
 * have sent them: hex ids, 64-bit numbers as strings or numbers, enums as numbers or names, unknown
 * fields ignored (OTLP specification, «JSON Protobuf Encoding»). Not thread-safe; meant to be
 * reused.
 */
public final class JsonRequests {
  private static final long UINT32_MAX = 0xFFFF_FFFFL;
  private static final int MAX_SHOWN = 80;
  private static final int MAX_VALUE_SHOWN = 40;

  private final JsonFactory factory = new JsonFactory();
  private final ProtoWriter out = new ProtoWriter();
  private final Set<Signal> wanted;

  /** Writes the requests of traces, metrics and logs; profiles are recognised only. */
  public JsonRequests() {
    this(EnumSet.of(Signal.TRACES, Signal.METRICS, Signal.LOGS));
  }

  /**
   * @param wanted signals whose requests are written; others are recognised and left
   */
  JsonRequests(Set<Signal> wanted) {
    this.wanted = EnumSet.copyOf(wanted);
  }

  /** What a JSON text was; the request's bytes are in {@link JsonRequests#written()}. */
  public sealed interface Outcome {
    /** A request of this signal, {@link Signal#TRACES} when it is empty. */
    record Request(Signal signal) implements Outcome {}

    /**
     * Not an OTLP/JSON request.
     *
     * @param why what is wrong, where
     */
    record Broken(String why) implements Outcome {}
  }

  /** The bytes of the last request; valid until the next. */
  public ProtoWriter written() {
    return out;
  }

  /** Reads one JSON document. */
  public Outcome read(byte[] text, int offset, int length) {
    out.reset();
    try (JsonParser parser =
        factory.createParser(ObjectReadContext.empty(), text, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new Outcome.Broken("not a JSON object");
      }
      return request(parser);
    } catch (JacksonException e) {
      String message = e.getOriginalMessage();
      return new Outcome.Broken(
          "not valid JSON: "
              + Printable.text(message.lines().findFirst().orElse(""), MAX_SHOWN)
              + place(e));
    } catch (BadField e) {
      return new Outcome.Broken(e.why);
    }
  }

  /** Byte of the record, or its character where the text is not UTF-8; nothing when unknown. */
  private static String place(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    if (at == null || (at.getByteOffset() < 0 && at.getCharOffset() < 0)) {
      return "";
    }
    return at.getByteOffset() >= 0
        ? " (byte " + at.getByteOffset() + ")"
        : " (character " + at.getCharOffset() + ")";
  }

  private Outcome request(JsonParser parser) throws BadField {
    Optional<Signal> found = Optional.empty();
    boolean empty = true;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      empty = false;
      Optional<Signal> signal = signal(name);
      if (signal.isPresent() && !wanted.contains(signal.get())) {
        return new Outcome.Request(signal.get());
      }
      if (signal.isPresent() && found.isPresent() && found.get() != signal.get()) {
        return new Outcome.Broken(name + " and " + found.get().jsonKey() + " in one request");
      }
      found = signal.isPresent() ? signal : found;
      parser.nextToken();
      field(parser, name, OtlpShapes.REQUEST);
    }
    if (found.isEmpty() && !empty) {
      String keys = wanted.stream().map(Signal::jsonKey).collect(Collectors.joining(", "));
      return new Outcome.Broken("no " + keys + ": not an OTLP request");
    }
    if (parser.nextToken() != null) {
      return new Outcome.Broken("more text after the end of the request");
    }
    return new Outcome.Request(found.orElse(Signal.TRACES));
  }

  private static Optional<Signal> signal(String name) {
    for (Signal signal : Signal.values()) {
      if (signal.jsonKey().equals(name)) {
        return Optional.of(signal);
      }
    }
    return Optional.empty();
  }

  /** Reads the object that the parser stands at the beginning of. */
  private void message(JsonParser parser, JsonShape shape) throws BadField {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      field(parser, name, shape);
    }
  }

  private void field(JsonParser parser, String name, JsonShape shape) throws BadField {
    Optional<Field> known = shape.field(name);
    JsonToken token = parser.currentToken();
    if (known.isEmpty()) {
      parser.skipChildren();
    } else if (known.get().packed()) {
      packed(parser, name, known.get());
    } else if (token == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        value(parser, name, known.get());
      }
    } else if (token != JsonToken.VALUE_NULL) {
      value(parser, name, known.get());
    }
  }

  private void value(JsonParser parser, String name, Field field) throws BadField {
    int number = field.number();
    switch (field.kind()) {
      case MESSAGE -> nested(parser, name, field);
      case STRING -> text(parser, name, field);
      case TRACE_ID -> traceId(parser, name, number);
      case SPAN_ID -> spanId(parser, name, number);
      case BASE64 -> out.bytes(number, base64(parser, name));
      case BOOL -> varint(field, bool(parser, name) ? 1 : 0);
      case INT64 -> varint(field, whole(parser, name, Long.MIN_VALUE, Long.MAX_VALUE));
      case UINT32 -> varint(field, whole(parser, name, 0, UINT32_MAX));
      case UINT64 -> varint(field, unsigned(parser, name));
      case SINT32 -> varint(field, zigzag(parser, name));
      case ENUM -> varint(field, enumValue(parser, name, field));
      case FIXED32 -> fixed32(number, whole(parser, name, 0, UINT32_MAX));
      case FIXED64 -> fixed64(field, unsigned(parser, name));
      case SFIXED64 -> fixed64(field, whole(parser, name, Long.MIN_VALUE, Long.MAX_VALUE));
      case DOUBLE -> fixed64(field, Double.doubleToRawLongBits(floating(parser, name)));
    }
  }

  private void nested(JsonParser parser, String name, Field field) throws BadField {
    if (parser.currentToken() != JsonToken.START_OBJECT || field.nested() == null) {
      throw bad(name, parser, "an object");
    }
    int mark = out.open(field.number());
    message(parser, field.nested());
    out.close(mark);
  }

  private void text(JsonParser parser, String name, Field field) throws BadField {
    String value = string(parser, name, "a string");
    if (field.explicit() || !value.isEmpty()) {
      out.string(field.number(), value);
    }
  }

  private void varint(Field field, long value) {
    if (field.explicit() || value != 0) {
      out.varint(field.number(), value);
    }
  }

  private void fixed32(int number, long value) {
    if (value != 0) {
      out.fixed32(number, (int) value);
    }
  }

  private void fixed64(Field field, long value) {
    if (field.explicit() || value != 0) {
      out.fixed64(field.number(), value);
    }
  }

  /** All numbers of an array in one field. */
  private void packed(JsonParser parser, String name, Field field) throws BadField {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw bad(name, parser, "an array");
    }
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      return;
    }
    int mark = out.open(field.number());
    do {
      switch (field.kind()) {
        case FIXED64 -> out.rawFixed64(unsigned(parser, name));
        case UINT64 -> out.rawVarint(unsigned(parser, name));
        case DOUBLE -> out.rawFixed64(Double.doubleToRawLongBits(floating(parser, name)));
        default -> throw new IllegalStateException("no packed field of " + field.kind());
      }
    } while (parser.nextToken() != JsonToken.END_ARRAY);
    out.close(mark);
  }

  /** As sint32 is written: the sign in the lowest bit. */
  private static long zigzag(JsonParser parser, String name) throws BadField {
    long value = whole(parser, name, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return (value << 1 ^ value >> 63) & UINT32_MAX;
  }

  private void traceId(JsonParser parser, String name, int number) throws BadField {
    String hex = string(parser, name, "32 hex digits");
    if (hex.length() == 32) {
      out.traceId(number, hex(parser, name, hex, 0), hex(parser, name, hex, 16));
    } else if (!hex.isEmpty()) {
      throw bad(name, parser, "32 hex digits");
    }
  }

  private void spanId(JsonParser parser, String name, int number) throws BadField {
    String hex = string(parser, name, "16 hex digits");
    if (hex.length() == 16) {
      out.spanId(number, hex(parser, name, hex, 0));
    } else if (!hex.isEmpty()) {
      throw bad(name, parser, "16 hex digits");
    }
  }

  private static long hex(JsonParser parser, String name, String text, int from) throws BadField {
    long value = 0;
    for (int i = from; i < from + 16; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0 || text.charAt(i) > 'f') {
        throw bad(name, parser, "hex digits");
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static String string(JsonParser parser, String name, String expected) throws BadField {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw bad(name, parser, expected);
    }
    return parser.getString();
  }

  private static byte[] base64(JsonParser parser, String name) throws BadField {
    String value = string(parser, name, "base64").replace('-', '+').replace('_', '/');
    try {
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      throw bad(name, parser, "base64");
    }
  }

  private static boolean bool(JsonParser parser, String name) throws BadField {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw bad(name, parser, "true or false");
    };
  }

  private static long whole(JsonParser parser, String name, long min, long max) throws BadField {
    long value = number(parser, name, false);
    if (value < min || value > max) {
      throw bad(name, parser, "a whole number from " + min + " to " + max);
    }
    return value;
  }

  private static long unsigned(JsonParser parser, String name) throws BadField {
    return number(parser, name, true);
  }

  private static long number(JsonParser parser, String name, boolean unsigned) throws BadField {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
      throw bad(name, parser, "a whole number");
    }
    String text = parser.getString();
    try {
      return unsigned ? Long.parseUnsignedLong(text) : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw bad(name, parser, unsigned ? "a whole number from 0 to 2^64-1" : "a whole number");
    }
  }

  private static long enumValue(JsonParser parser, String name, Field field) throws BadField {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      int value = field.names().indexOf(parser.getString());
      if (value < 0) {
        throw bad(name, parser, "one of " + String.join(", ", field.names()));
      }
      return value;
    }
    return whole(parser, name, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static double floating(JsonParser parser, String name) throws BadField {
    try {
      return switch (parser.currentToken()) {
        case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT, VALUE_STRING ->
            Double.parseDouble(parser.getString());
        case null, default -> throw bad(name, parser, "a number");
      };
    } catch (NumberFormatException e) {
      throw bad(name, parser, "a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
    }
  }

  private static BadField bad(String name, JsonParser parser, String expected) {
    String value = parser.getString();
    String shown = value == null ? "nothing" : Printable.text(value, MAX_VALUE_SHOWN);
    return new BadField(
        name
            + " is '"
            + shown
            + "', expected "
            + expected
            + " (byte "
            + parser.currentTokenLocation().getByteOffset()
            + ")");
  }

  private static final class BadField extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    BadField(String why) {
      super(why);
      this.why = why;
    }
  }
}
