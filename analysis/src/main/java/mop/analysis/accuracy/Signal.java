package mop.analysis.accuracy;

/** What the detector watches. */
enum Signal {
  /** Requests a minute, up and down. */
  REQUESTS(true),
  /** Requests with an error, as a share of the requests. */
  ERRORS(false),
  /** Mean of the logarithm of the duration. */
  LATENCY(false),
  /** Requests slower than the operation's own 95th percentile, as a share. */
  SLOW(false),
  /** Calls from one operation to another, as a share of the caller's spans: new and lost paths. */
  CALLS(true);

  private final boolean twoSided;

  Signal(boolean twoSided) {
    this.twoSided = twoSided;
  }

  /** How alarming a z-score is; never negative. */
  double alarm(double z) {
    return twoSided ? Math.abs(z) : Math.max(0, z);
  }
}
