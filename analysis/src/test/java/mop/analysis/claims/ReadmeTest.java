package mop.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the README are files that the workbench loads. */
class ReadmeTest {
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void showsACatalogueAScenarioAndAClaimFileThatLoad(@TempDir Path folder) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    List<String> examples =
        EXAMPLE.matcher(readme).results().map((MatchResult match) -> match.group(1)).toList();
    assertThat(examples).hasSize(3);

    String catalogue = write(folder, "catalogue", examples.get(0));
    String scenario = write(folder, "scenario", examples.get(1));
    String claims = write(folder, "claims", examples.get(2));

    assertThat(PriceCatalog.load(catalogue).prices()).hasSize(2);
    assertThat(Scenario.load(scenario).name()).isEqualTo("my-shop");
    assertThat(examples.get(1).lines()).hasSizeLessThanOrEqualTo(10);
    assertThat(ClaimSet.load(claims).claims()).hasSize(2);
  }

  private static String write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), text).toString();
  }
}
