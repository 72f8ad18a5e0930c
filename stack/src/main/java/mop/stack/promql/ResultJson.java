package mop.stack.promql;

import java.io.IOException;
import mop.stack.labels.Labels;
import mop.stack.promql.QueryResult.Matrix;
import mop.stack.promql.QueryResult.Sample;
import mop.stack.promql.QueryResult.Scalar;
import mop.stack.promql.QueryResult.Series;
import mop.stack.promql.QueryResult.Text;
import mop.stack.promql.QueryResult.Vector;
import mop.stack.promql.syntax.Numbers;

/**
 * Results as the {@code data} of Prometheus' HTTP API: {@code
 * {"resultType":"vector","result":[{"metric":{…},"value":[1435781451.781,"1"]}]}}.
 */
public final class ResultJson {
  private final Appendable out;

  private ResultJson(Appendable out) {
    this.out = out;
  }

  public static void write(QueryResult result, Appendable out) throws IOException {
    new ResultJson(out).write(result);
  }

  private void write(QueryResult result) throws IOException {
    String type =
        switch (result) {
          case Scalar s -> "scalar";
          case Text t -> "string";
          case Vector v -> "vector";
          case Matrix m -> "matrix";
        };
    out.append("{\"resultType\":\"").append(type).append("\",\"result\":");
    switch (result) {
      case Scalar s -> point(s.time(), Numbers.print(s.value()));
      case Text t -> text(t);
      case Vector v -> vector(v);
      case Matrix m -> matrix(m);
    }
    out.append('}');
  }

  private void text(Text t) throws IOException {
    out.append('[');
    time(t.time());
    out.append(',');
    string(t.value());
    out.append(']');
  }

  private void vector(Vector v) throws IOException {
    out.append('[');
    String comma = "";
    for (Sample s : v.samples()) {
      out.append(comma).append("{\"metric\":");
      labels(s.labels());
      out.append(",\"value\":");
      point(v.time(), Numbers.printSample(s.value()));
      out.append('}');
      comma = ",";
    }
    out.append(']');
  }

  private void matrix(Matrix m) throws IOException {
    out.append('[');
    String comma = "";
    for (Series s : m.series()) {
      out.append(comma).append("{\"metric\":");
      labels(s.labels());
      out.append(",\"values\":[");
      for (int i = 0; i < s.times().length; i++) {
        out.append(i == 0 ? "" : ",");
        point(s.times()[i], Numbers.printSample(s.values()[i]));
      }
      out.append("]}");
      comma = ",";
    }
    out.append(']');
  }

  private void point(long time, String value) throws IOException {
    out.append('[');
    time(time);
    out.append(",\"").append(value).append("\"]");
  }

  /** Seconds with up to three digits behind the point. */
  private void time(long millis) throws IOException {
    long size = Math.abs(millis);
    out.append(millis < 0 ? "-" : "").append(Long.toString(size / 1000));
    int fraction = (int) (size % 1000);
    if (fraction != 0) {
      out.append('.')
          .append((char) ('0' + fraction / 100))
          .append((char) ('0' + fraction / 10 % 10))
          .append((char) ('0' + fraction % 10));
    }
  }

  private void labels(Labels labels) throws IOException {
    out.append('{');
    for (int i = 0; i < labels.size(); i++) {
      out.append(i == 0 ? "" : ",");
      string(labels.name(i));
      out.append(':');
      string(labels.value(i));
    }
    out.append('}');
  }

  private void string(String text) throws IOException {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || c == 0x2028 || c == 0x2029) {
        out.append("\\u")
            .append(Character.forDigit(c >> 12, 16))
            .append(Character.forDigit(c >> 8 & 15, 16))
            .append(Character.forDigit(c >> 4 & 15, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
