package mop.simulator.graph;

/** Who sends a request from outside. */
public enum Client {
  /** People at a web browser. */
  BROWSER(
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/1${digits2}.0.${digits4}.${digits2} Safari/537.36"),
  /** People at the shop's app. */
  APP("ShopApp/8.${digits2} (iPhone16,2; iOS 18.${digits2}) Alamofire/5.9"),
  /** Other companies' programs. */
  PARTNER("partner-sdk-java/3.${digits2} (tenant t${digits4})"),
  /** The shop's own clock. */
  SCHEDULER(""),
  /** The cluster, asking whether a pod is well. */
  PROBE("kube-probe/1.34");

  private final String userAgent;

  Client(String userAgent) {
    this.userAgent = userAgent;
  }

  /** Pattern of {@code user_agent.original}; empty where there is none. */
  public String userAgent() {
    return userAgent;
  }
}
