package mop.analysis.cost;

/** Whose machines do the work, which decides what a catalogue's prices stand for. */
public enum Family {
  /** The user runs the stack: volumes cost the nodes, disks, storage and requests they need. */
  SELF_HOSTED("self-hosted"),
  /** The provider runs it: volumes and seats have prices, the machines are inside them. */
  HOSTED("hosted"),
  /** A list that prices some of both; nothing may be taken to be inside anything else. */
  MIXED("mixed");

  private final String key;

  Family(String key) {
    this.key = key;
  }

  /** As it is written in catalogues. */
  public String key() {
    return key;
  }
}
