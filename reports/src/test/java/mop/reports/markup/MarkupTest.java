package mop.reports.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkupTest {

  @Test
  void textAndAttributesAreEscaped() {
    Markup out = new Markup();
    out.leaf("p", "a < b & \"c\"", "title", "'>");
    assertThat(out.finish()).isEqualTo("<p title=\"&#39;&gt;\">a &lt; b &amp; &quot;c&quot;</p>");
  }

  @Test
  void charactersThatXmlForbidsAreReplaced() {
    assertThat(Escape.markup("a\u0000\u001b\uFFFE\uD800z\ud83d\ude00"))
        .isEqualTo("a\uFFFD\uFFFD\uFFFD\uFFFDz\ud83d\ude00");
  }

  @Test
  void elementsCloseInTheOrderInWhichTheyOpened() {
    Markup out = new Markup();
    out.open("div").open("p");
    assertThatThrownBy(() -> out.close("div")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(out::finish).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void namesAreNeverTakenFromText() {
    Markup out = new Markup();
    assertThatThrownBy(() -> out.open("p onclick=x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> out.open("p", "a b", "c"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
