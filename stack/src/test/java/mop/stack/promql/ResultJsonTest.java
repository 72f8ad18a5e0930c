package mop.stack.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import mop.stack.labels.Labels;
import org.junit.jupiter.api.Test;

/** Results in the form of Prometheus' HTTP API. */
class ResultJsonTest {
  private static String json(QueryResult result) throws IOException {
    StringBuilder out = new StringBuilder();
    ResultJson.write(result, out);
    return out.toString();
  }

  @Test
  void writesScalarsWithoutExponent() throws IOException {
    assertThat(json(new QueryResult.Scalar(1_435_781_451_781L, 1e21)))
        .isEqualTo(
            "{\"resultType\":\"scalar\",\"result\":[1435781451.781,\"1000000000000000000000\"]}");
  }

  @Test
  void writesVectorsWithExponent() throws IOException {
    Labels labels = Labels.of("__name__", "up", "path", "a\"b\\c\n\u0001");
    List<QueryResult.Sample> samples =
        List.of(
            new QueryResult.Sample(labels, 1e21), new QueryResult.Sample(Labels.EMPTY, Double.NaN));

    assertThat(json(new QueryResult.Vector(5000, samples)))
        .isEqualTo(
            "{\"resultType\":\"vector\",\"result\":["
                + "{\"metric\":{\"__name__\":\"up\",\"path\":\"a\\\"b\\\\c\\u000a\\u0001\"},"
                + "\"value\":[5,\"1e+21\"]},"
                + "{\"metric\":{},\"value\":[5,\"NaN\"]}]}");
  }

  @Test
  void writesMatrices() throws IOException {
    QueryResult.Series series =
        new QueryResult.Series(
            Labels.of("a", "b"), new long[] {-1500, 7, 1050}, new double[] {1, -0.0, 0.5});

    assertThat(json(new QueryResult.Matrix(List.of(series))))
        .isEqualTo(
            "{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"a\":\"b\"},"
                + "\"values\":[[-1.500,\"1\"],[0.007,\"-0\"],[1.050,\"0.5\"]]}]}");
    assertThat(json(new QueryResult.Matrix(List.of())))
        .isEqualTo("{\"resultType\":\"matrix\",\"result\":[]}");
  }

  @Test
  void writesTexts() throws IOException {
    assertThat(json(new QueryResult.Text(0, "é")))
        .isEqualTo("{\"resultType\":\"string\",\"result\":[0,\"é\"]}");
  }
}
