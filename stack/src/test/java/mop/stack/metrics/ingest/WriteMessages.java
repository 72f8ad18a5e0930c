package mop.stack.metrics.ingest;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Builds remote write messages field by field, with protobuf's own writer. */
public final class WriteMessages {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream into = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(into);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return into.toByteArray();
  }

  private WriteMessages put(int field, byte[] message) {
    bytes.writeBytes(message(out -> out.writeByteArray(field, message)));
    return this;
  }

  /** Adds a series of version 1. */
  public WriteMessages series(List<String> labels, UnaryOperator<Series> samples) {
    Series series = new Series();
    for (int i = 0; i < labels.size(); i += 2) {
      series.put(1, label(labels.get(i), labels.get(i + 1)));
    }
    return put(1, samples.apply(series).bytes.toByteArray());
  }

  private static byte[] label(String name, String value) {
    return message(out -> {
      out.writeString(1, name);
      out.writeString(2, value);
    });
  }

  WriteMessages metadata(int type, String family, String help, String unit) {
    return put(
        3,
        message(out -> {
          out.writeEnum(1, type);
          out.writeString(2, family);
          out.writeString(4, help);
          out.writeString(5, unit);
        }));
  }

  WriteMessages symbols(String... symbols) {
    for (String s : symbols) {
      put(4, ByteString.copyFromUtf8(s).toByteArray());
    }
    return this;
  }

  WriteMessages series2(List<Integer> refs, UnaryOperator<Series> samples) {
    Series series = new Series();
    series.put(1, packed(refs));
    return put(5, samples.apply(series).bytes.toByteArray());
  }

  private static byte[] packed(List<Integer> numbers) {
    return message(out -> {
      for (int n : numbers) {
        out.writeUInt32NoTag(n);
      }
    });
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  /** The samples of a series. */
  public static final class Series {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Series put(int field, byte[] message) {
      bytes.writeBytes(message(out -> out.writeByteArray(field, message)));
      return this;
    }

    public Series sample(long millis, double value) {
      return put(
          2,
          message(out -> {
            out.writeDouble(1, value);
            out.writeInt64(2, millis);
          }));
    }

    Series exemplar(long millis, double value, String label, String text) {
      return put(
          3,
          message(out -> {
            out.writeByteArray(1, label(label, text));
            out.writeDouble(2, value);
            out.writeInt64(3, millis);
          }));
    }

    Series exemplar2(long millis, double value, List<Integer> refs) {
      return put(
          4,
          message(out -> {
            out.writeByteArray(1, packed(refs));
            out.writeDouble(2, value);
            out.writeInt64(3, millis);
          }));
    }

    Series metadata2(int type, int help, int unit) {
      return put(
          5,
          message(out -> {
            out.writeEnum(1, type);
            out.writeUInt32(3, help);
            out.writeUInt32(4, unit);
          }));
    }

    /**
     * With buckets -2, -1 and 3 of 2, 5 and 1, and one of 2 below zero; 3 observations are zero.
     */
    Series histogram(long millis, boolean whole, int count, double sum) {
      return put(4, message(out -> histogram(out, millis, whole, count, sum)));
    }

    Series histogram2(long millis, boolean whole, int count, double sum) {
      return put(3, message(out -> histogram(out, millis, whole, count, sum)));
    }

    private static void histogram(
        CodedOutputStream out, long millis, boolean whole, int count, double sum)
        throws IOException {
      if (whole) {
        out.writeUInt64(1, count);
        out.writeUInt64(6, 3);
      } else {
        out.writeDouble(2, count);
        out.writeDouble(7, 3);
      }
      out.writeDouble(3, sum);
      out.writeSInt32(4, 2);
      out.writeDouble(5, 1e-128);
      out.writeByteArray(8, span(0, 1));
      out.writeByteArray(11, span(-2, 2));
      out.writeByteArray(11, span(3, 1));
      if (whole) {
        out.writeByteArray(9, message(o -> o.writeSInt64NoTag(2)));
        out.writeByteArray(
            12,
            message(o -> {
              o.writeSInt64NoTag(2);
              o.writeSInt64NoTag(3);
              o.writeSInt64NoTag(-4);
            }));
      } else {
        out.writeByteArray(10, message(o -> o.writeDoubleNoTag(2)));
        out.writeByteArray(
            13,
            message(o -> {
              o.writeDoubleNoTag(2);
              o.writeDoubleNoTag(5);
              o.writeDoubleNoTag(1);
            }));
      }
      out.writeEnum(14, 2);
      out.writeInt64(15, millis);
    }

    private static byte[] span(int offset, int length) {
      return message(out -> {
        out.writeSInt32(1, offset);
        out.writeUInt32(2, length);
      });
    }
  }
}
