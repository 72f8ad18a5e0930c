package mop.simulator.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import mop.simulator.random.RandomStream;

/** An encoded span without its particulars. Immutable. */
public final class SpanTemplate {
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] WORDS =
      ("garden winter summer cotton silver marble velvet copper walnut ribbon candle carpet "
              + "basket bottle pillow jacket laptop camera tablet guitar mirror puzzle shovel "
              + "hammer saddle helmet ladder")
          .replace(" ", "")
          .getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;
  private final Slot[] slots;
  private final int[] offsets;

  /** A template of the {@code Span} message whose fields are {@code span}. */
  public SpanTemplate(Piece span) {
    bytes = span.bytes();
    slots = new Slot[span.patches().size()];
    offsets = new int[slots.length];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = span.patches().get(i).slot();
      offsets[i] = span.patches().get(i).offset();
    }
  }

  /** Bytes of every span made from it. */
  public int length() {
    return bytes.length;
  }

  /** Writes a span to {@code target} from {@code at} on, {@link #length()} bytes. */
  public void write(byte[] target, int at, SlotValues values) {
    System.arraycopy(bytes, 0, target, at, bytes.length);
    for (int i = 0; i < slots.length; i++) {
      fill(slots[i], target, at + offsets[i], values);
    }
  }

  private static void fill(Slot slot, byte[] to, int at, SlotValues v) {
    switch (slot) {
      case TRACE_ID -> {
        BIG.set(to, at, v.traceHigh);
        BIG.set(to, at + 8, v.traceLow);
      }
      case SPAN_ID -> BIG.set(to, at, v.spanId);
      case PARENT_ID -> BIG.set(to, at, v.parentId);
      case START -> LITTLE.set(to, at, v.startNanos);
      case END -> LITTLE.set(to, at, v.endNanos);
      case USER -> digits(to, at, 7, v.user);
      case SESSION -> uuid(to, at, v.client, v.session);
      case CLIENT -> address(to, at, v.client);
      case PEER -> System.arraycopy(v.peer, 0, to, at, v.peer.length);
      case PRODUCT -> digits(to, at, 6, product(v.random));
      case ORDER -> digits(to, at, 10, v.order);
      case WORD -> System.arraycopy(WORDS, v.random.below(WORDS.length / 6) * 6, to, at, 6);
      case DIGIT -> digits(to, at, 1, v.random.below(10));
      case DIGITS2 -> digits(to, at, 2, v.random.below(100));
      case DIGITS4 -> digits(to, at, 4, v.random.below(10_000));
      case SMALL -> to[at] = (byte) (1 + v.random.below(127));
      case SIZE -> varint(to, at, 2, 128 + v.random.below(16_256));
      case PORT -> varint(to, at, 3, 32_768 + v.random.below(28_232));
      case OFFSET -> varint(to, at, 4, (1 << 21) + v.random.below((1 << 28) - (1 << 21)));
      case RESULT -> to[at] = (byte) v.result;
    }
  }

  /** The square of a uniform draw: a tenth of the products get a third of the interest. */
  private static int product(RandomStream random) {
    double u = random.uniform();
    return (int) (u * u * SlotValues.PRODUCTS);
  }

  private static void digits(byte[] to, int at, int width, long value) {
    long rest = value;
    for (int i = at + width - 1; i >= at; i--) {
      long next = rest / 10;
      to[i] = (byte) ('0' + (rest - next * 10));
      rest = next;
    }
  }

  private static void varint(byte[] to, int at, int width, int value) {
    int rest = value;
    for (int i = at; i < at + width - 1; i++) {
      to[i] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[at + width - 1] = (byte) rest;
  }

  /** Four numbers from 100 to 199, so that every address is equally long. */
  private static void address(byte[] to, int at, long bits) {
    for (int i = 0; i < 4; i++) {
      digits(to, at + 4 * i, 3, 100 + ((((bits >>> (8 * i)) & 0xff) * 100) >>> 8));
      if (i < 3) {
        to[at + 4 * i + 3] = '.';
      }
    }
  }

  private static void uuid(byte[] to, int at, long high, long low) {
    int next = at;
    for (int i = 0; i < 32; i++) {
      if (i == 8 || i == 12 || i == 16 || i == 20) {
        to[next++] = '-';
      }
      long half = i < 16 ? high : low;
      to[next++] = HEX[(int) ((half >>> (60 - 4 * (i & 15))) & 0xf)];
    }
    to[at + 14] = '4';
  }
}
