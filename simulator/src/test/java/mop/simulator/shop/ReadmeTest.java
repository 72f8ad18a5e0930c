package mop.simulator.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import mop.simulator.engine.FaultKind;
import mop.simulator.graph.Operation;
import mop.simulator.graph.Service;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  @Test
  void tablesNameEveryServiceOperationAndFault() throws Exception {
    String readme = Files.readString(Path.of("README.md"));

    for (Service service : ShopModel.topology().services()) {
      String row =
          readme
              .lines()
              .filter(line -> line.startsWith("| `" + service.name() + "`"))
              .findFirst()
              .orElse("");
      assertThat(row).contains(service.language().sdk() + ", " + service.pods());
      for (Operation operation : service.operations()) {
        assertThat(row).contains("`" + operation.name() + "`");
      }
    }
    for (FaultKind kind : FaultKind.values()) {
      assertThat(readme).contains("| `" + kind.label() + "` |");
    }
  }
}
