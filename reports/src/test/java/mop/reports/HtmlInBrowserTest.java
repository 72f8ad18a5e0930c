package mop.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import mop.analysis.result.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("browser")
class HtmlInBrowserTest {

  private static @Nullable Chromium chromium;

  @BeforeAll
  static void start() {
    assumeTrue(
        Chromium.installed(), Chromium.EXECUTABLE + " is not installed: apt-get install chromium");
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  static Stream<Arguments> pages() {
    return Stream.of(
        Arguments.of("shop", Fixtures.shop()),
        Arguments.of("recorded", Fixtures.recorded()),
        Arguments.of("nasty", Fixtures.nasty()),
        Arguments.of("forty", Fixtures.forty()),
        Arguments.of("wide", Fixtures.wide()),
        Arguments.of("without-faults", Fixtures.withoutFaults()),
        Arguments.of("invalid", Fixtures.withInvalid()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void fitsEveryScreenQuietly(String name, Result result) {
    var opened = open(name, result, 1600, ColorScheme.LIGHT);
    for (int width : List.of(1600, 1280, 390)) {
      opened.page().setViewportSize(width, 900);
      if (!name.equals("forty")) {
        Chromium.picture(opened.page(), name + "-" + width);
      }
      assertThat(number(opened.page(), "document.documentElement.scrollWidth"))
          .as("width of the page")
          .isLessThanOrEqualTo(width);
      assertThat(opened.page().evaluate(OVERLAPS)).as("at " + width).isEqualTo(List.of());
      assertThat(opened.page().evaluate(CUT_OFF)).as("at " + width).isEqualTo(List.of());
    }
    assertThat(opened.console()).as("console").isEmpty();
    assertThat(opened.requests()).as("requests").isEmpty();
    opened.page().close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void onAPhoneNothingScrollsSidewaysEvenUnfolded(String name, Result result) {
    var opened = open(name + "-phone", result, 390, ColorScheme.LIGHT);
    opened.page().evaluate(UNFOLD);
    assertThat(number(opened.page(), "document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(390);
    assertThat(opened.page().evaluate(SIDEWAYS)).isEqualTo(List.of());
    opened.page().close();
  }

  @Test
  void onAPhoneEveryFigureOfATableSaysWhatItIs() {
    var opened = open("cards", Fixtures.shop(), 390, ColorScheme.LIGHT);
    Object label =
        opened
            .page()
            .evaluate(
                "getComputedStyle(document.querySelector('#treatments-t td'), '::before').content");
    assertThat(label).isEqualTo("\"Monthly cost (modelled)\"");
    assertThat(opened.page().locator("#treatments-t thead").isVisible()).isFalse();
    opened.page().close();
  }

  @ParameterizedTest
  @MethodSource("screens")
  void axeFindsNothingSerious(int width, ColorScheme scheme, Result result) {
    var opened = open("axe", result, width, scheme);
    opened.page().evaluate(UNFOLD);
    opened.page().evaluate(axe());
    Object serious = opened.page().evaluate(SERIOUS);
    assertThat(serious).isEqualTo(List.of());
    opened.page().close();
  }

  static Stream<Arguments> screens() {
    return Stream.of(
        Arguments.of(1280, ColorScheme.LIGHT, Fixtures.shop()),
        Arguments.of(1280, ColorScheme.DARK, Fixtures.shop()),
        Arguments.of(1280, ColorScheme.LIGHT, Fixtures.recorded()),
        Arguments.of(1280, ColorScheme.DARK, Fixtures.withInvalid()),
        Arguments.of(390, ColorScheme.LIGHT, Fixtures.shop()),
        Arguments.of(390, ColorScheme.DARK, Fixtures.recorded()));
  }

  @Test
  void darkModeIsDark() {
    var opened = open("shop-dark", Fixtures.shop(), 1280, ColorScheme.DARK);
    Chromium.picture(opened.page(), "shop-dark-1280");
    Object ground = opened.page().evaluate("getComputedStyle(document.body).backgroundColor");
    assertThat(ground).isEqualTo("rgb(16, 20, 24)");
    opened.page().setViewportSize(390, 900);
    Chromium.picture(opened.page(), "shop-dark-390");
    opened.page().close();
  }

  @Test
  void aClickOnAHeaderSortsTheTable() {
    var opened = open("sort", Fixtures.shop(), 1280, ColorScheme.LIGHT);
    opened.page().click("#treatments-t thead th:nth-child(2) button");
    assertThat(opened.page().textContent("#treatments-t tbody th")).startsWith("head-10");
    opened.page().click("#treatments-t thead th:nth-child(2) button");
    assertThat(opened.page().textContent("#treatments-t tbody th")).startsWith("always");
    opened.page().close();
  }

  @Test
  void theCopyButtonSelectsOrCopiesTheConfiguration() {
    var opened = open("copy", Fixtures.shop(), 1280, ColorScheme.LIGHT);
    opened.page().click("#config .copyable button");
    opened.page().waitForCondition(() -> !opened.page().textContent("#status").isEmpty());
    assertThat(opened.page().textContent("#status")).containsAnyOf("Copied", "Selected");
    opened.page().close();
  }

  @Test
  void paperShowsWhatTheScreenFolds() {
    var opened = open("print", Fixtures.shop(), 1280, ColorScheme.LIGHT);
    opened.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    Chromium.picture(opened.page(), "shop-print");
    assertThat(opened.page().locator("#bill-1").isVisible()).isTrue();
    assertThat(opened.page().locator("nav").isVisible()).isFalse();
    opened.page().close();
  }

  @Test
  void phonesGetThePlotsOfTheirOwnWidth() {
    var opened = open("phone", Fixtures.shop(), 390, ColorScheme.LIGHT);
    assertThat(opened.page().locator("svg.narrow").first().isVisible()).isTrue();
    assertThat(opened.page().locator("svg.wide").first().isVisible()).isFalse();
    opened.page().close();
  }

  private static Chromium.Opened open(String name, Result result, int width, ColorScheme scheme) {
    if (chromium == null) {
      throw new IllegalStateException("not started");
    }
    return chromium.open(name, HtmlReport.render(result), width, scheme);
  }

  private static int number(Page page, String expression) {
    return ((Number) page.evaluate(expression)).intValue();
  }

  private static String axe() {
    try (InputStream in = HtmlInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
      if (in == null) {
        throw new IllegalStateException("axe.min.js is not on the test path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pairs of texts in one plot whose boxes overlap by more than two pixels each way. */
  private static final String OVERLAPS =
      """
      () => [...document.querySelectorAll('svg.plot')].flatMap(svg => {
        const texts = [...svg.querySelectorAll('text')].filter(t => t.getClientRects().length > 0);
        const boxes = texts.map(t => t.getBoundingClientRect());
        const found = [];
        boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b, j) => {
          const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (wide > 2 && high > 2) {
            found.push(texts[i].textContent + ' | ' + texts[i + 1 + j].textContent);
          }
        }));
        return found;
      })
      """;

  private static final String UNFOLD =
      "document.querySelectorAll('details').forEach(d => { d.open = true; })";

  /** Marks, intervals and texts of plots that reach beyond their image. */
  private static final String CUT_OFF =
      """
      () => [...document.querySelectorAll('svg.plot')].flatMap(svg => {
        const out = svg.getBoundingClientRect();
        return [...svg.querySelectorAll('text, .m, .ci, .arrow')]
          .filter(e => e.getClientRects().length > 0)
          .filter(e => {
            const b = e.getBoundingClientRect();
            return b.left < out.left - 2 || b.right > out.right + 2
                || b.top < out.top - 2 || b.bottom > out.bottom + 2;
          })
          .map(e => e.textContent + ' ' + e.getAttribute('class'));
      })
      """;

  /** Regions that a finger would have to push sideways; code may, tables may not. */
  private static final String SIDEWAYS =
      """
      () => [...document.querySelectorAll('.scroll')]
        .filter(e => e.scrollWidth > e.clientWidth + 1)
        .map(e => e.getAttribute('aria-labelledby') + ' ' + e.scrollWidth)
      """;

  private static final String SERIOUS =
      """
      async () => (await axe.run()).violations
        .filter(v => v.impact === 'serious' || v.impact === 'critical')
        .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary).slice(0, 3).join(' | '))
      """;
}
