package mop.simulator.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Encoded protobuf fields with slots in them. Slots have fixed widths, so lengths are final before
 * anything is filled in.
 */
public final class Piece {
  /** Nothing. */
  public static final Piece NOTHING = new Piece(new byte[0], List.of());

  private final byte[] bytes;
  private final List<Patch> patches;

  record Patch(Slot slot, int offset) {}

  private Piece(byte[] bytes, List<Patch> patches) {
    this.bytes = bytes;
    this.patches = List.copyOf(patches);
  }

  /** Fields side by side. */
  public static Piece join(Collection<Piece> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<Patch> patches = new ArrayList<>();
    for (Piece part : parts) {
      for (Patch patch : part.patches) {
        patches.add(new Patch(patch.slot, all.size() + patch.offset));
      }
      all.writeBytes(part.bytes);
    }
    return new Piece(all.toByteArray(), patches);
  }

  /** Fields side by side. */
  public static Piece join(Piece... parts) {
    return join(List.of(parts));
  }

  /** A nested message of these fields. */
  public static Piece message(int field, Piece... parts) {
    return delimited(field, join(parts));
  }

  /**
   * A string field.
   *
   * @param pattern the text, with slots as <code>${name}</code>
   * @throws IllegalArgumentException if it names a slot that does not exist
   */
  public static Piece text(int field, String pattern) {
    List<Piece> parts = new ArrayList<>();
    int at = 0;
    for (int open = pattern.indexOf("${"); open >= 0; open = pattern.indexOf("${", at)) {
      int close = pattern.indexOf('}', open);
      String name = pattern.substring(open + 2, close);
      Slot slot =
          Slot.named(name)
              .orElseThrow(() -> new IllegalArgumentException("no slot ${" + name + "}"));
      parts.add(literal(pattern.substring(at, open)));
      parts.add(hole(slot));
      at = close + 1;
    }
    parts.add(literal(pattern.substring(at)));
    return delimited(field, join(parts));
  }

  /** A bytes field that is one slot. */
  public static Piece bytes(int field, Slot slot) {
    return delimited(field, hole(slot));
  }

  /** An integer or enum field. */
  public static Piece number(int field, long value) {
    return encoded(out -> out.writeUInt64(field, value));
  }

  /** An integer field that is a slot. */
  public static Piece number(int field, Slot slot) {
    return join(tag(field, WireFormat.WIRETYPE_VARINT), hole(slot));
  }

  /** A fixed64 field that is a slot. */
  public static Piece fixed64(int field, Slot slot) {
    return join(tag(field, WireFormat.WIRETYPE_FIXED64), hole(slot));
  }

  /** A fixed32 field. */
  public static Piece fixed32(int field, int value) {
    return encoded(out -> out.writeFixed32(field, value));
  }

  private static Piece delimited(int field, Piece content) {
    Piece head =
        encoded(out -> {
          out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
          out.writeUInt32NoTag(content.bytes.length);
        });
    return join(head, content);
  }

  private static Piece tag(int field, int wireType) {
    return encoded(out -> out.writeTag(field, wireType));
  }

  private static Piece literal(String text) {
    return new Piece(text.getBytes(StandardCharsets.UTF_8), List.of());
  }

  private static Piece hole(Slot slot) {
    return new Piece(new byte[slot.width()], List.of(new Patch(slot, 0)));
  }

  private interface Encoding {
    void write(CodedOutputStream out) throws IOException;
  }

  private static Piece encoded(Encoding encoding) {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(buffer);
      encoding.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return new Piece(buffer.toByteArray(), List.of());
  }

  /** The encoded bytes, holes as zeros. */
  public byte[] bytes() {
    return bytes.clone();
  }

  List<Patch> patches() {
    return patches;
  }
}
