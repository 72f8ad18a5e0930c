package mop.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the documentation are files that the workbench loads. */
class ReadmeTest {
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void showsACatalogueAndAScenarioThatLoad(@TempDir Path folder) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    List<String> examples =
        EXAMPLE.matcher(readme).results().map((MatchResult match) -> match.group(1)).toList();
    assertThat(examples).hasSize(3);

    String catalogue = write(folder, "catalogue", examples.get(0));
    String scenario = write(folder, "scenario", examples.get(1));
    String system = write(folder, "system", examples.get(2));

    assertThat(PriceCatalog.load(catalogue).prices()).hasSize(2);
    assertThat(Scenario.load(scenario).name()).isEqualTo("my-shop");
    assertThat(examples.get(1).lines()).hasSizeLessThanOrEqualTo(10);
    assertThat(Scenario.load(system).system().usage()).hasSize(5);
  }

  @Test
  void showsASetOfClaimsThatLoads(@TempDir Path folder) throws IOException {
    String formats = Files.readString(Path.of("..", "docs", "formats.md"));
    String section = formats.substring(formats.indexOf("## A set of claims"));
    Matcher example = EXAMPLE.matcher(section);
    assertThat(example.find()).isTrue();

    Audit audit = Audit.of(ClaimSet.load(write(folder, "claims", example.group(1))), List.of());

    assertThat(audit.sums().getFirst().finding().words()).isEqualTo("it is 46.25 %, published 50");
    assertThat(audit.claims().getFirst().verdict().verdict()).isEqualTo("inconsistent in itself");
  }

  private static String write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), text).toString();
  }
}
