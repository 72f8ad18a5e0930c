package mop.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class YamlDocumentTest {
  private static final String TEXT =
      """
      name: x
      treatments:
        - name: always
          levels: {sampler: always}
        - name: head
      list: [1, 2]
      """;

  @Test
  void saysOnWhichLineAFieldStands() {
    YamlDocument document = YamlDocument.parse("a.yaml", TEXT);
    assertThat(document.where("name")).isEqualTo("a.yaml:1: name");
    assertThat(document.where("treatments[1].name")).isEqualTo("a.yaml:5: treatments[1].name");
    assertThat(document.where("treatments[0].levels.sampler"))
        .isEqualTo("a.yaml:4: treatments[0].levels.sampler");
    assertThat(document.where("list[1]")).isEqualTo("a.yaml:6: list[1]");
  }

  @Test
  void placesAnAbsentFieldAtItsNearestParent() {
    YamlDocument document = YamlDocument.parse("a.yaml", TEXT);
    assertThat(document.where("treatments[1].levels.sampler"))
        .isEqualTo("a.yaml:5: treatments[1].levels.sampler");
  }

  @Test
  void refusesWhatIsNotYamlWithItsLine() {
    assertThatThrownBy(() -> YamlDocument.parse("a.yaml", "name: x\n  bad: [1,\n"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageMatching("a\\.yaml:\\d+: not valid YAML .*");
  }

  @Test
  void refusesADocumentThatIsNoMapping() {
    assertThatThrownBy(() -> YamlDocument.parse("a.yaml", "- 1\n"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no mapping");
  }
}
