package mop.experiments.run;

/** Hears how far a run is. */
public interface ProgressListener {
  /**
   * @param total steps in the whole run
   * @param done steps that are finished already
   */
  void begin(long total, long done);

  /** What is being done now, in a few words. */
  void now(String what);

  /** One step is finished. */
  void step();

  /** The run is over, well or not. */
  void end();

  /** Something the user should read at once. */
  void warn(String line);
}
