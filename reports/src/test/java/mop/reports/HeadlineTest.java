package mop.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mop.analysis.result.Result;
import mop.reports.words.Cautions;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import org.junit.jupiter.api.Test;

class HeadlineTest {

  @Test
  void whatIsAdoptedSavesMoneyAndKeepsToTheMargin() {
    assertThat(tradeOff(Fixtures.shop()))
        .isEqualTo(
            "That is 57.3 % [55.2, 59.5] less than always; the share of visible faults found"
                + " changes by −0.3 points [−0.9, +0.3], inside the margin of 2 points.");
  }

  @Test
  void aSmallButSureLossOfWhatIsAdoptedIsSaidToo() {
    assertThat(tradeOff(Fixtures.forty()))
        .endsWith(
            "; it finds 0.8 points fewer of the visible faults [0.0, 1.6], inside the margin of 2"
                + " points.");
  }

  @Test
  void whatIsNotAdoptedSaysWhatItWouldSaveAndLose() {
    assertThat(tradeOff(Fixtures.nothingQualifies()))
        .isEqualTo(
            "The cheapest treatment, head-10, would save $2,938 a month [2,833, 3,042] (72.9 %),"
                + " but finds 43.3 points fewer of the visible faults [39.9, 46.8], more than the"
                + " margin of 2 points allows.");
  }

  @Test
  void whatIsOpenIsPutForwardBeforeWhatIsLost() {
    assertThat(tradeOff(Fixtures.recorded()))
        .startsWith("The cheapest treatment that is still open, adaptive-2, would save $2,579")
        .endsWith("which leaves open whether it keeps to the margin of 2 points.");
  }

  @Test
  void aRecordingNeedsLengthAndFaultsNotBlocks() {
    assertThat(Headline.of(new Findings(Fixtures.recorded())).wouldDecide())
        .isEqualTo(
            "A recording about 3 times as long, with about 43 visible faults instead of 15, would"
                + " probably decide.");
    assertThat(Headline.of(new Findings(Fixtures.undecidedShop())).wouldDecide())
        .isEqualTo("About 34 blocks instead of 12 would probably decide.");
    assertThat(Headline.of(new Findings(Fixtures.shop())).wouldDecide()).isEmpty();
  }

  @Test
  void fewFaultsAreAWarningInWords() {
    assertThat(cautions(Fixtures.recorded()))
        .containsExactly("accuracy rests on 15 faults: one more or less found is 6.7 points");
    assertThat(cautions(Fixtures.shop())).isEmpty();
    assertThat(cautions(Fixtures.withoutFaults()))
        .containsExactly("no visible fault could be judged, so nothing is said about finding them");
  }

  @Test
  void aDetectorThatSeesLittleInTheFullDataIsAWarningInWords() {
    assertThat(cautions(Fixtures.wide()))
        .anyMatch(c -> c.startsWith("even the full data shows only 1 of 4 visible faults"));
  }

  private static List<String> cautions(Result result) {
    return Cautions.of(new Findings(result));
  }

  private static String tradeOff(Result result) {
    return Headline.of(new Findings(result)).tradeOff().replace('\u00A0', ' ');
  }
}
