package mop.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import mop.analysis.result.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class JUnitXmlTest {

  static List<Result> results() {
    return List.of(
        Fixtures.shop(),
        Fixtures.recorded(),
        Fixtures.withInvalid(),
        Fixtures.nothingQualifies(),
        Fixtures.withoutFaults(),
        Fixtures.nasty());
  }

  @ParameterizedTest
  @MethodSource("results")
  void hasTheShapeThatServersRead(Result result) throws SAXException, IOException {
    var schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(getClass().getResource("junit-shape.xsd"));
    schema.newValidator().validate(new StreamSource(new StringReader(JUnitXml.render(result))));
  }

  @ParameterizedTest
  @MethodSource("results")
  void countsWhatItContains(Result result) {
    Element suites = Xml.parse(JUnitXml.render(result)).getDocumentElement();
    int cases = suites.getElementsByTagName("testcase").getLength();
    int failures = suites.getElementsByTagName("failure").getLength();
    assertThat(suites.getAttribute("tests")).isEqualTo(Integer.toString(cases));
    assertThat(suites.getAttribute("failures")).isEqualTo(Integer.toString(failures));
    assertThat(cases).isEqualTo(result.design().treatments().size() + result.gates().size());
  }

  @Test
  void aClaimThatDoesNotReproduceIsAFindingOnly() {
    String xml = JUnitXml.render(Fixtures.shop());
    assertThat(xml).contains("claim anomaly-accuracy: not reproduced").doesNotContain("<failure");
  }

  @Test
  void invalidatedTrialsFailTheirTreatment() {
    assertThat(failed(Fixtures.withInvalid())).containsExactly("tail");
  }

  @Test
  void aGateWithoutAnAnswerFails() {
    assertThat(failed(Fixtures.recorded())).containsExactly("accuracy.faultRecall.low >= -0.02");
  }

  private static List<String> failed(Result result) {
    NodeList failures = Xml.parse(JUnitXml.render(result)).getElementsByTagName("failure");
    return IntStream.range(0, failures.getLength())
        .mapToObj(i -> (Element) failures.item(i).getParentNode())
        .map(e -> e.getAttribute("name"))
        .toList();
  }
}
