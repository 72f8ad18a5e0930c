package mop.simulator.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopParametersTest {
  @Test
  void bareNameMeansTheDefaults() {
    assertThat(ShopParameters.parse("shop")).isEqualTo(ShopParameters.defaults());
  }

  @Test
  void whatIsSaidReplacesTheDefault() {
    assertThat(ShopParameters.parse("shop:spans=2e6, faults=12"))
        .isEqualTo(new ShopParameters(2e6, 12, 2, 0.015));
    assertThat(ShopParameters.parse("shop:hours=0.5,faults=0,prevalence=0.02"))
        .isEqualTo(new ShopParameters(640_000, 0, 0.5, 0.02));
  }

  @Test
  void specificationIsReadBack() {
    ShopParameters odd = new ShopParameters(123_456, 3, 0.75, 0.0123);

    assertThat(ShopParameters.parse(odd.spec())).isEqualTo(odd);
    ShopParameters all = ShopParameters.parse("shop:signals=all,spans=2e4");
    assertThat(all.allSignals()).isTrue();
    assertThat(ShopParameters.parse(all.spec())).isEqualTo(all);
    assertThat(ShopParameters.parse("shop:signals=traces")).isEqualTo(ShopParameters.defaults());
    assertThat(ShopParameters.defaults().spec())
        .isEqualTo("shop:spans=640000,faults=40,hours=2,prevalence=0.015");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shop:span=1e5          | Did you mean 'spans'?",
        "shop:colour=red        | unknown key 'colour'; expected spans, faults, hours, prevalence, signals",
        "shop:spans             | 'spans' has no value",
        "shop:                  | '' has no value",
        "shop:spans=many        | spans='many'; expected a number such as 12 or 2e6",
        "shop:spans=10          | spans=10; expected 10000 to 1000000000",
        "shop:spans=NaN         | spans=NaN; expected",
        "shop:hours=48          | hours=48; expected 0.5 to 24",
        "shop:prevalence=0.5    | prevalence=0.5; expected 0.001 to 0.05",
        "shop:faults=1.5        | faults=1.5; expected a whole number",
        "shop:faults=-1         | faults=-1 in 2 h; expected 0 to 70",
        "shop:faults=71         | faults=71 in 2 h; expected 0 to 70",
        "shop:faults=1,faults=2 | faults is given twice",
        "shop:signals=logs      | signals='logs'; expected traces or all",
        "otlp:x                 | not a shop"
      })
  void wrongSpecificationsSayWhereWhatAndHowToMend(String spec, String message) {
    assertThatThrownBy(() -> ShopParameters.parse(spec))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("workload")
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }
}
