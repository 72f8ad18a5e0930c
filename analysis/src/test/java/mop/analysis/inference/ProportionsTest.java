package mop.analysis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals of proportions against published values and R. */
class ProportionsTest {

  // R 4.2.2: prop.test(x, n, correct = FALSE)$conf.int
  // 81/263 and 15/148 are the examples of Newcombe, Statistics in Medicine 17, 857-872, 1998.
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.255288519878, 0.366209576983",
    "15, 148, 0.0623863995307, 0.1604872417233",
    "0, 20, 0, 0.161125158053",
    "29, 29, 0.8830302015, 1"
  })
  void wilsonAgreesWithR(int count, int of, double low, double high) {
    Interval interval = Wilson.interval(count, of, 0.95);

    assertThat(interval.low()).isCloseTo(low, within(1e-10));
    assertThat(interval.high()).isCloseTo(high, within(1e-10));
  }

  @Test
  void nothingIsKnownOfAProportionOfNothing() {
    assertThat(Wilson.interval(0, 0, 0.95)).isEqualTo(new Interval(0, 1));
    assertThat(Wilson.proportion(0, 0).of()).isZero();
  }

  // 32 pairs, 9 and 3 discordant: Tango, Statistics in Medicine 17, 1998, section 6.2 gives
  // [-0.027, 0.390]. 161 pairs, 6 and 16 discordant: Fagerland, Lydersen and Laake, Statistical
  // Analysis of Contingency Tables, 2017, chapter 8 gives [-0.1240, -0.0054]. More digits, and the
  // other rows, from a numeric maximisation of the likelihood over the nuisance parameter
  // (scipy 1.10.1 optimize.minimize_scalar, then brentq on the score), which does not use the
  // closed form of the class.
  @ParameterizedTest
  @CsvSource({
    "32, 3, 9, -0.0270904653, 0.3896974867",
    "161, 16, 6, -0.1240234325, -0.0054333953",
    "44, 0, 1, -0.0593932311, 0.1180770970",
    "120, 5, 2, -0.0798256286, 0.0230211963",
    "400, 10, 12, -0.0193586500, 0.0299600649"
  })
  void tangoAgreesWithPublishedAndNumericValues(
      int n, int onlyBaseline, int onlyTreatment, double low, double high) {
    Interval interval =
        Tango.interval(
            new MatchedEvents(n - onlyBaseline - onlyTreatment, onlyBaseline, onlyTreatment, 0),
            0.95);

    assertThat(interval.low()).isCloseTo(low, within(1e-6));
    assertThat(interval.high()).isCloseTo(high, within(1e-6));
  }

  // As above: scipy.stats.norm.sf of the score at -margin.
  @ParameterizedTest
  @CsvSource({"120, 5, 2, 0.05, 0.15358304875", "340, 8, 3, 0.03, 0.08421674642"})
  void tangoTestAgreesWithNumericValues(
      int n, int onlyBaseline, int onlyTreatment, double margin, double p) {
    MatchedEvents events =
        new MatchedEvents(n - onlyBaseline - onlyTreatment, onlyBaseline, onlyTreatment, 0);

    assertThat(Tango.pNonInferior(events, margin)).isCloseTo(p, within(1e-6));
  }

  @Test
  void tangoHasWidthWithoutDiscordantEvents() {
    Interval interval = Tango.interval(new MatchedEvents(120, 0, 0, 0), 0.95);

    // z² / (n + z²), z = qnorm(0.975).
    assertThat(interval.low()).isCloseTo(-0.031019166418703482, within(1e-9));
    assertThat(interval.high()).isCloseTo(0.031019166418703482, within(1e-9));
  }

  @Test
  void tangoReachesTheRimWhenEverythingIsLost() {
    Interval interval = Tango.interval(new MatchedEvents(0, 20, 0, 0), 0.95);

    assertThat(interval.low()).isCloseTo(-1, within(1e-9));
    assertThat(interval.high()).isBetween(-0.9, -0.6);
  }

  // 161 pairs (59, 6, 16, 80): Fagerland, Lydersen and Laake, 2017, chapter 8, Newcombe's square
  // and add: [-0.1186, -0.0046].
  @Test
  void newcombeAgreesWithThePublishedValue() {
    Interval interval = Newcombe.interval(new MatchedEvents(59, 16, 6, 80), 0.95);

    assertThat(interval.low()).isCloseTo(-0.1186, within(5e-5));
    assertThat(interval.high()).isCloseTo(-0.0046, within(5e-5));
  }

  // Python, numpy: d = [-1,0,-2,1,-1,0]; n = [34,33,34,35,34,30]; delta = sum(d)/sum(n);
  // se = sqrt(6/5*sum((d-delta*n)**2))/sum(n); delta -+ scipy.stats.t.ppf(.975, 5)*se
  @Test
  void clusterRobustTakesTheBlockAsTheUnit() {
    int[] events = {34, 33, 34, 35, 34, 30};
    int[] lost = {1, 0, 2, 0, 1, 0};
    int[] won = {0, 0, 0, 1, 0, 0};
    List<MatchedBlock> blocks =
        java.util.stream.IntStream.range(0, 6)
            .mapToObj(i -> new MatchedBlock(i, events[i] - lost[i] - won[i], lost[i], won[i], 0))
            .toList();

    Interval interval = ClusterRobust.interval(blocks, 0.95).orElseThrow();

    assertThat(interval.low()).isCloseTo(-0.047939927539788, within(1e-9));
    assertThat(interval.high()).isCloseTo(0.017939927539788, within(1e-9));
  }

  @Test
  void clusterRobustSaysNothingWhereBlocksDoNotDiffer() {
    MatchedBlock block = new MatchedBlock(0, 10, 0, 0, 2);

    assertThat(ClusterRobust.interval(List.of(block), 0.95)).isEmpty();
    assertThat(ClusterRobust.interval(List.of(block, new MatchedBlock(1, 20, 0, 0, 2)), 0.95))
        .isEmpty();
  }

  @Test
  void intervalsOfNoEventsAreRefused() {
    MatchedEvents none = new MatchedEvents(0, 0, 0, 0);

    assertThatThrownBy(() -> Tango.interval(none, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Newcombe.interval(none, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
