package mop.stack.sampling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.stack.sampling.EndpointRates.Endpoint;
import mop.stack.sampling.Policy.Named;

/**
 * The nearest that {@code tail_sampling} can come to an adaptive sampler: its rates of the moment.
 */
final class AdaptiveExport {
  private static final int MAX_ENDPOINTS = 40;

  /** Where the second latency class begins: a trace slower than that is clearly slow. */
  private static final double SLOW_DEVIATIONS = 3;

  private AdaptiveExport() {}

  static Map<String, String> texts(
      AdaptiveSpec spec, EndpointRates learnt, OperationTable operations) {
    List<Map<String, Object>> policies = new ArrayList<>();
    Endpoint all = learnt.all();
    policies.add(and("errors", all.failed().percent(), List.of(PolicyExport.tree(errors()))));
    List<Endpoint> endpoints = learnt.busiest(MAX_ENDPOINTS);
    for (int i = 0; i < endpoints.size(); i++) {
      Endpoint endpoint = endpoints.get(i);
      Map<String, Object> here = ottl(endpoint);
      if (endpoint.slow().count() > 0) {
        double log2 = operations.logDuration(endpoint.operationIndex(), SLOW_DEVIATIONS);
        long millis = Math.max(1, Math.round(StrictMath.pow(2, Math.min(60, log2)) / 1e6));
        policies.add(
            and(
                "slow-" + (i + 1),
                endpoint.slow().percent(),
                List.of(
                    here, PolicyExport.tree(new Named("slow", new Policy.Latency(millis, 0))))));
      }
      policies.add(and("endpoint-" + (i + 1), endpoint.usual().percent(), List.of(here)));
    }
    double rest = all.usual().count() == 0 ? spec.budget() * 100 : spec.budget() * 10;
    policies.add(PolicyExport.tree(new Named("rest", rate(rest))));
    return PolicyExport.textsOfTrees(policies, TailSpec.DEFAULT_WAIT_NANOS, notes(spec));
  }

  private static List<String> notes(AdaptiveSpec spec) {
    return List.of(
        "Nearest expression of adaptive sampling at "
            + ExportText.number(spec.budget() * 100)
            + " % of the bytes.",
        "Approximated: the rates are means of what the sampler had learnt when this was written",
        "and do not follow traffic, so no budget is held; unusual inner spans and new paths are",
        "not seen, only the latency of whole traces; and tail_sampling passes no probability on,",
        "so totals over what it keeps are biased.");
  }

  private static Named errors() {
    return new Named("status", new Policy.StatusCode(List.of("ERROR")));
  }

  private static Policy rate(double percent) {
    return new Policy.Probabilistic(ExportText.rounded(percent), "");
  }

  private static Map<String, Object> ottl(Endpoint endpoint) {
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("error_mode", "ignore");
    condition.put(
        "span",
        List.of(
            "IsRootSpan() and name == "
                + ExportText.quoted(endpoint.operation())
                + " and resource.attributes[\"service.name\"] == "
                + ExportText.quoted(endpoint.service())));
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("name", "endpoint");
    policy.put("type", "ottl_condition");
    policy.put("ottl_condition", condition);
    return policy;
  }

  private static Map<String, Object> and(
      String name, double percent, List<Map<String, Object>> conditions) {
    List<Map<String, Object>> all = new ArrayList<>(conditions);
    all.add(PolicyExport.tree(new Named("rate", rate(percent))));
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("name", name);
    policy.put("type", "and");
    policy.put("and", Map.of("and_sub_policy", all));
    return policy;
  }
}
