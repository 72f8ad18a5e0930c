package mop.analysis.result;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a figure was had. */
public enum Provenance {
  /** Observed in this run. */
  @JsonProperty("measured")
  MEASURED,
  /** Computed by a named model or price list from what was measured. */
  @JsonProperty("modelled")
  MODELLED,
  /** Set by hand, with a reason. */
  @JsonProperty("assumed")
  ASSUMED
}
