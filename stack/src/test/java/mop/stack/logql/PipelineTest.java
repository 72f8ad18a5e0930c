package mop.stack.logql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import mop.stack.labels.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineTest {
  private static final Labels STREAM = Labels.of("app", "cart", "pod", "p1");
  private static final Labels METADATA = Labels.of("trace_id", "t1", "pod", "other");

  private static Row run(String stages, String line) {
    LogQlExpr.Logs logs = (LogQlExpr.Logs) LogQl.parse("{app=\"cart\"} " + stages);
    Row row = new Row(5, line, STREAM, METADATA);
    return logs.pipeline().process(row) ? row : new Row(0, "dropped", Labels.EMPTY, Labels.EMPTY);
  }

  /** Labels that a pipeline added, without details of errors. */
  private static Map<String, String> added(String stages, String line) {
    Map<String, String> all = new TreeMap<>(run(stages, line).all());
    all.remove("__error_details__");
    all.remove("app");
    all.remove("pod");
    all.remove("pod_extracted");
    all.remove("trace_id");
    return all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "|= \"err\"; an error; true",
        "|= \"err\"; fine; false",
        "!= \"err\"; fine; true",
        "|= \"a\" or \"b\"; xbx; true",
        "!= \"a\" or \"b\"; xbx; false",
        "|~ \"e.+r\"; an error; true",
        "!~ \"^e\"; an error; true",
        "|> \"<_> took <_>ms\"; GET took 5ms; true",
        "|> \"<_> took <_>ms\"; GET took 5ms!; false",
        "!> \"<_>error<_>\"; an error here; false",
        "| trace_id=\"t1\"; x; true",
        "| pod=\"p1\" and pod_extracted=\"other\"; x; true",
        "| nothing=\"\"; x; true",
        "| nothing!=\"\"; x; false",
        "| app=~\"c.*\" | app!~\"d.*\"; x; true",
        "| logfmt | n > 5; n=6; true",
        "| logfmt | n > 5; m=6; false",
        "| logfmt | n > 5 | __error__=\"\"; n=x; false",
        "| logfmt | n > 5 | __error__!=\"\"; n=x; true",
        "| logfmt | d >= 1m30s; d=90s; true",
        "| logfmt | d >= 1m30s; d=89.5s; false",
        "| logfmt | b <= 2KB; b=2000; true",
        "| logfmt | b < 2KiB; b=2048B; false",
        "| logfmt | a=\"1\" or b=\"1\" and c=\"1\"; a=1; true",
        "| logfmt | (a=\"1\" or b=\"1\") and c=\"1\"; a=1; false",
        "| logfmt | a=\"1\", b=\"2\"; a=1 b=2; true"
      })
  void filters(String stages, String line, boolean passes) {
    assertThat(!run(stages, line).line.equals("dropped")).isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "| json; {\"a\":\"x\",\"b\":{\"c-d\":1.5,\"e\":true},\"l\":[1],\"n\":null}; {a=x, b_c_d=1.5, b_e=true}",
        "| json; no; {__error__=JSONParserErr}",
        "| json x=\"b.l[1]\", y=\"b\"; {\"b\":{\"l\":[1,2]}}; {x=2, y={\"l\":[1,2]}}",
        "| logfmt; a=1 b=\"two words\" c= d e=\"\\\"q\\\"\"; {a=1, b=two words, e=\"q\"}",
        "| logfmt --keep-empty; a= b; {a=, b=}",
        "| logfmt; a=1 \"x b=2; {a=1, b=2}",
        "| logfmt --strict; a=1 \"x b=2; {__error__=LogfmtParserErr, a=1}",
        "| logfmt x=\"b\"; a=1 b=2; {x=2}",
        "| regexp \"(?P<m>\\\\w+) (?P<n>\\\\d+)\"; GET 200; {m=GET, n=200}",
        "| regexp \"(?P<m>\\\\d+)\"; none; {}",
        "| pattern \"<m> <_> <s>\"; GET /x 200 OK; {m=GET, s=200 OK}",
        "| pattern \"a<m>\"; b1; {}",
        "| unpack; {\"a\":\"1\",\"_entry\":\"line\",\"n\":2}; {a=1}",
        "| unpack; {\"a\":\"1\"}; {}",
        "| label_format x=app, y=\"{{.pod}}-{{.nothing}}\"; l; {x=cart, y=p1-}",
        "| logfmt | drop a, b=\"2\"; a=1 b=2 c=3; {c=3}",
        "| logfmt | keep a, b=\"9\"; a=1 b=2; {a=1}"
      })
  void setsLabels(String stages, String line, String expected) {
    assertThat(added(stages, line)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{{.app}}/{{ .pod | ToUpper }}; cart/P1",
        "{{ __line__ | trunc 3 }}|{{ trunc -2 __line__ }}; lin|e!",
        "{{ Replace .app \"a\" \"o\" -1 }}{{ .app | replace \"c\" \"k\" }}; cortkart",
        "{{ TrimPrefix .app \"c\" }}{{ .app | trimSuffix \"t\" }}; artcar",
        "{{ printf \"%-6s|%03d|%.1f\" .app 7 2.25 }}; cart  |007|2.2",
        "{{ default \"none\" .x }} {{ .app | default \"y\" }}; none cart",
        "{{ regexReplaceAll \"a(r)\" .app \"${1}x\" }}; crxt",
        "{{ add 1 2 }} {{ divf 1 4 }} {{ count \"l\" __line__ }}; 3 0.25 1",
        "a {{- .app -}} b; acartb",
        "{{ __timestamp__ }}; 1970-01-01 00:00:00.000000005 +0000 UTC",
        "{{ substr 1 3 (upper .app) }}; AR",
        "{{ alignLeft 6 .app }}|{{ alignRight 2 .app }}; cart  |rt"
      })
  void formatsLines(String template, String expected) {
    assertThat(run("| line_format `" + template + "`", "line!").line).isEqualTo(expected);
  }

  @Test
  void whatATemplateCannotDoIsAnError() {
    Row row = run("| line_format `{{ add 1 .app }}`", "line");
    assertThat(row.line).isEqualTo("line");
    assertThat(row.text(Row.ERROR)).isEqualTo("TemplateFormatErr");
  }

  @Test
  void coloursAreTakenOut() {
    assertThat(run("| decolorize", "\u001b[31mred\u001b[0m").line).isEqualTo("red");
  }

  @Test
  void aParsedLabelDoesNotReplaceTheStreams() {
    assertThat(run("| logfmt", "app=x new=y").all())
        .containsEntry("app", "cart")
        .containsEntry("app_extracted", "x")
        .containsEntry("new", "y");
  }
}
