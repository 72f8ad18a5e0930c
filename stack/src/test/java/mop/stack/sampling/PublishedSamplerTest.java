package mop.stack.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import mop.analysis.estimate.InclusionProbability.Known;
import mop.analysis.estimate.InclusionProbability.Unknown;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.TraceMaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedSamplerTest {
  private static RawTrace trace(
      String service, String path, long millis, int status, long httpStatus) {
    return new TraceMaker(5, 5)
        .span(service, "GET", 0, 0, millis, 0, "url.path", path)
        .span("backend", "call", 1, 0, 1, status, "http.response.status_code", httpStatus)
        .trace();
  }

  private static double probability(String spec, RawTrace trace) {
    return ((Known) Specs.decide(Specs.sampler(spec), trace).inclusion()).p();
  }

  @ParameterizedTest
  @CsvSource({
    "frontend,/api/cart,10,0,200,0.005,0.145",
    "frontend,/api/critical/pay,10,0,200,0.05,1",
    "cart,/api/critical/pay,10,0,200,0.005,0.145",
    "frontend,/healthz,10,0,200,0.0005,0.0595",
    "frontend,/api/cart,1000,0,200,0.1,1",
    "frontend,/api/cart,10,0,404,0.1,1",
    "frontend,/api/cart,10,2,503,1,1",
    "frontend,/api/cart,10,2,0,1,1",
  })
  void probabilitiesAreThoseOfTheRules(
      String service,
      String path,
      long millis,
      int status,
      long httpStatus,
      double sequence,
      double any) {
    RawTrace trace = trace(service, path, millis, status, httpStatus);

    assertThat(probability("published", trace)).isCloseTo(sequence, within(sequence * 2e-3));
    assertThat(probability("published: {combine: any}", trace)).isCloseTo(any, within(2e-3));
  }

  @Test
  void thePathMayStandInTheName() {
    RawTrace trace = new TraceMaker(5, 5).span("frontend", "GET /health", 0, 0, 1, 0).trace();

    assertThat(probability("published", trace)).isCloseTo(0.0005, within(1e-6));
  }

  @Test
  void theTokenBucketLimitsSpansAndMakesInclusionUnknown() {
    Sampler sampler = Specs.sampler("published: {target_rate: 10, burst_size: 20}");
    int kept = 0;
    int unknown = 0;
    for (int i = 0; i < 100; i++) {
      Decision decision = Specs.decide(sampler, trace("a", "/", 1, 2, 500), 10L * i);
      kept += decision.keep() ? 1 : 0;
      unknown += decision.inclusion() instanceof Unknown ? 1 : 0;
    }

    assertThat(kept).as("20 tokens and 10 more in a second, 2 spans a trace").isEqualTo(14);
    assertThat(unknown).isBetween(84, 90);
  }

  @Test
  void keptSharesAreTheProbabilities() {
    SplittableRandom random = new SplittableRandom(2);
    Sampler sampler = Specs.sampler("published: {combine: any, target_rate: 1000000000}");
    int kept = 0;
    for (int i = 0; i < 20_000; i++) {
      RawTrace trace =
          new TraceMaker(random.nextLong(), random.nextLong())
              .span("frontend", "GET /api/cart", 0, 0, 1, 0)
              .trace();
      kept += Specs.decide(sampler, trace, i).keep() ? 1 : 0;
    }

    assertThat(kept / 20_000.0).isCloseTo(0.145, within(0.009));
  }

  @Test
  void theExportSaysWhatItApproximates() {
    String collector = PublishedSpec.AS_PUBLISHED.export().getOrDefault("collector", "");

    assertThat(collector)
        .contains(
            "Approximated", "decision_wait: \"30000ms\"", "max_total_spans_per_second: 10000");
    assertThat(
            Specs.parse(
                collector
                    .substring(collector.indexOf("processors:"))
                    .replace("processors:\n  tail_sampling:", "tail:")))
        .isInstanceOf(TailSpec.class);
  }
}
