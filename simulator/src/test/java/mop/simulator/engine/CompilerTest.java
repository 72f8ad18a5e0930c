package mop.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import mop.simulator.graph.Client;
import mop.simulator.graph.Entry;
import mop.simulator.graph.Language;
import mop.simulator.graph.Latency;
import mop.simulator.graph.Operation;
import mop.simulator.graph.Protocol;
import mop.simulator.graph.Service;
import mop.simulator.graph.Step;
import mop.simulator.graph.Topology;
import org.junit.jupiter.api.Test;

class CompilerTest {
  private static final Latency SHORT = new Latency(1, 0.5, 0, 2);

  private static Topology topology(List<Step> web, List<Step> a, List<Step> b) {
    return new Topology(
        List.of(
            service("web", new Protocol.Http("GET", "/", "/"), web),
            service("a", new Protocol.Grpc("A/do"), a),
            service("b", new Protocol.Grpc("B/do"), b)),
        List.of(new Entry("web", "do", 1, Client.BROWSER)),
        0);
  }

  private static Service service(String name, Protocol protocol, List<Step> steps) {
    Operation operation = new Operation("do", protocol, SHORT, 0, "", steps);
    return new Service(name, Language.GO, "1", 2, List.of(operation));
  }

  private static Step call(String service, String operation) {
    return new Step.Call(service, operation, 1);
  }

  @Test
  void callsToUnknownPlacesAreRefused() {
    assertThatThrownBy(
            () -> Compiler.compile(topology(List.of(call("c", "do")), List.of(), List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no service c");
    assertThatThrownBy(
            () -> Compiler.compile(topology(List.of(call("a", "undo")), List.of(), List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no operation a/undo");
  }

  @Test
  void circlesAreRefused() {
    assertThatThrownBy(() ->
            Compiler.compile(
                topology(List.of(), List.of(call("b", "do")), List.of(call("a", "do")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("circle");
  }

  @Test
  void entriesCannotBeCalled() {
    assertThatThrownBy(
            () -> Compiler.compile(topology(List.of(), List.of(call("web", "do")), List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("entry");
  }

  @Test
  void pathsMustLeadWhereNothingElseLeads() {
    Step path = new Step.Maybe("detour", 0.1, List.of(call("b", "do")));

    assertThatThrownBy(
            () -> Compiler.compile(topology(List.of(path), List.of(call("b", "do")), List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("elsewhere than on the path detour");
    assertThatThrownBy(() ->
            Compiler.compile(
                topology(
                    List.of(new Step.Maybe("detour", 0.1, List.of(new Step.Work("w", SHORT)))),
                    List.of(),
                    List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not begin with a call");
  }

  @Test
  void expectationsFollowTheSteps() {
    Topology topology =
        topology(
            List.of(
                call("a", "do"),
                new Step.Maybe("", 0.25, List.of(call("b", "do"))),
                new Step.FanOut(1, 3, call("b", "do"))),
            List.of(new Step.Work("w", SHORT)),
            List.of());

    Expectations expectations = new Expectations(Compiler.compile(topology));

    // web 1, a 2 + 1, b 2 in a quarter, b 2 twice on average
    assertThat(expectations.spansOfBusinessTrace()).isCloseTo(8.5, within(1e-9));
    Compiled compiled = Compiler.compile(topology);
    double withA =
        new Expectations(compiled)
            .shareWithNode(n -> compiled.serviceNames().get(n.service()).equals("a"));
    assertThat(withA).isCloseTo(1, within(1e-9));
  }

  @Test
  void sharesCountBranchesAsIndependent() {
    Topology topology =
        topology(
            List.of(
                new Step.Maybe("", 0.5, List.of(call("b", "do"))),
                new Step.Maybe("", 0.5, List.of(call("b", "do")))),
            List.of(),
            List.of());
    Compiled compiled = Compiler.compile(topology);

    double withB =
        new Expectations(compiled)
            .shareWithNode(n -> compiled.serviceNames().get(n.service()).equals("b"));

    assertThat(withB).isCloseTo(0.75, within(1e-9));
  }
}
