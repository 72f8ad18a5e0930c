package mop.reports.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import mop.analysis.result.Result;
import mop.reports.Fixtures;
import mop.reports.markup.Markup;
import mop.reports.words.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlotsTest {

  @ParameterizedTest
  @EnumSource(Size.class)
  void everyTreatmentHasItsNameInThePlot(Size size) {
    for (Result result : List.of(Fixtures.shop(), Fixtures.recorded(), Fixtures.wide())) {
      String svg = frontier(result, size);
      result
          .design()
          .treatments()
          .forEach(t -> assertThat(svg).containsPattern(">" + Pattern.quote(t.name()) + "</text>"));
    }
  }

  @ParameterizedTest
  @EnumSource(Size.class)
  void thePlotShowsMarginAndWhereATreatmentIsAdopted(Size size) {
    assertThat(frontier(Fixtures.shop(), size))
        .contains("class=\"margin\"")
        .contains("class=\"adopt\"");
  }

  @Test
  void bothIntervalsOfEveryTreatmentAreDrawn() {
    Result shop = Fixtures.shop();
    long lines =
        Pattern.compile("<line class=\"ci ").matcher(frontier(shop, Size.WIDE)).results().count();
    assertThat(lines).isEqualTo(2L * shop.design().treatments().size());
  }

  @ParameterizedTest
  @EnumSource(Size.class)
  void anIntervalThatLeavesTheAxisEndsInAnArrowWithItsFiguresBeside(Size size) {
    String svg = forest(Fixtures.wide(), size);
    assertThat(svg).contains("class=\"arrow ").contains("0.0 pp [");
    assertThat(forest(Fixtures.shop(), size)).contains("class=\"arrow ");
    assertThat(forest(Fixtures.withInvalid(), size)).doesNotContain("class=\"arrow ");
  }

  @Test
  void theSameResultGivesTheSamePlot() {
    assertThat(frontier(Fixtures.forty(), Size.NARROW))
        .isEqualTo(frontier(Fixtures.forty(), Size.NARROW));
  }

  private static String frontier(Result result, Size size) {
    Markup out = new Markup();
    new Frontier(new Findings(result)).draw(out, size);
    return out.finish();
  }

  private static String forest(Result result, Size size) {
    Markup out = new Markup();
    new Forest(new Findings(result)).draw(out, size);
    return out.finish();
  }
}
