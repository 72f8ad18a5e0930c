package mop.analysis.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A treatment's blocks, judged together: the detector's threshold is set over the fault-free
 * minutes of all of them, once for the full and once for the kept data, at the same rate of false
 * alarms.
 *
 * @param detector how it was set, and how well the rate holds
 * @param trials in the order of the evidence
 */
public record JudgedTreatment(Detector detector, List<TrialAccuracy> trials) {

  /**
   * The detector of one treatment.
   *
   * @param data whether kept traces were weighted by adjusted counts, and if not why
   * @param falseAlarmsPerMinute share of fault-free minutes in which any operation may alarm
   * @param faultFreeMinutes minutes, all operations together, that the thresholds were set on
   * @param outOfSampleFull share of fault-free minutes that alarm in blocks judged by the threshold
   *     of the others, full data; absent with one block
   * @param outOfSampleKept the same in the kept data
   * @param chance probability, at most, that a fault of mean length is found by chance
   * @param faultsNotJudged faults before which there was no history
   * @param unwatched operations left out in some block, for they were never without a fault
   * @param refused why nothing was detected, or absent
   */
  public record Detector(
      String data,
      double falseAlarmsPerMinute,
      double faultFreeMinutes,
      @Nullable Double outOfSampleFull,
      @Nullable Double outOfSampleKept,
      double chance,
      int faultsNotJudged,
      int unwatched,
      @Nullable String refused) {

    /** Whether there are fault-free minutes enough for the rate to be kept at all. */
    public boolean holdsRate() {
      return faultFreeMinutes * falseAlarmsPerMinute >= 1;
    }
  }

  public JudgedTreatment {
    trials = List.copyOf(trials);
  }

  /**
   * @param blocks what {@link AccuracyJudge} said of the treatment, one a block, at least one
   * @param settings as the blocks were judged by
   */
  public static JudgedTreatment of(List<TrialEvidence> blocks, JudgeSettings settings) {
    List<DetectorScores> full = blocks.stream().map(TrialEvidence::full).toList();
    List<DetectorScores> kept = blocks.stream().map(TrialEvidence::kept).toList();
    double minutes = full.stream().mapToDouble(DetectorScores::faultFreeMinutes).sum();
    if (minutes < settings.minFaultFreeMinutes()) {
      return refused(blocks, settings, minutes);
    }
    double rate = settings.falseAlarmsPerMinute();
    AlarmRule fullRule = new AlarmRule(full, rate);
    AlarmRule keptRule = new AlarmRule(kept, rate);
    List<TrialAccuracy> trials =
        blocks.stream()
            .map(block ->
                new TrialAccuracy(
                    block,
                    outcomes(block, fullRule, keptRule),
                    fullRule.falseAlarms(block.full()),
                    keptRule.falseAlarms(block.kept())))
            .toList();
    return new JudgedTreatment(
        detector(
            blocks,
            settings,
            minutes,
            boxed(AlarmRule.outOfSample(full, rate)),
            boxed(AlarmRule.outOfSample(kept, rate)),
            null),
        trials);
  }

  private static JudgedTreatment refused(
      List<TrialEvidence> blocks, JudgeSettings settings, double minutes) {
    TrialAccuracy.FalseAlarms none = new TrialAccuracy.FalseAlarms(0, 0);
    String why =
        Math.round(minutes)
            + " fault-free minutes are too few to set a threshold; at least "
            + settings.minFaultFreeMinutes()
            + " are needed";
    return new JudgedTreatment(
        detector(blocks, settings, minutes, null, null, why),
        blocks.stream().map(block -> new TrialAccuracy(block, List.of(), none, none)).toList());
  }

  private static Detector detector(
      List<TrialEvidence> blocks,
      JudgeSettings settings,
      double minutes,
      @Nullable Double outOfSampleFull,
      @Nullable Double outOfSampleKept,
      @Nullable String refused) {
    return new Detector(
        blocks.getFirst().detectorData(),
        settings.falseAlarmsPerMinute(),
        minutes,
        outOfSampleFull,
        outOfSampleKept,
        refused == null ? chance(blocks, settings, minutes) : 0,
        blocks.stream().mapToInt(TrialEvidence::faultsNotJudged).sum(),
        blocks.stream().mapToInt(block -> block.full().unwatched()).max().orElse(0),
        refused);
  }

  private static @Nullable Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  /**
   * A further fault-free minute exceeds a threshold that k of n exceed with (k + 1) / (n + 1),
   * whatever the distribution of the scores. Alarms anywhere in a fault's window count as found, so
   * this is an upper bound.
   */
  private static double chance(List<TrialEvidence> blocks, JudgeSettings settings, double minutes) {
    double perMinute = Math.min(1, (settings.falseAlarmsPerMinute() * minutes + 1) / (minutes + 1));
    return blocks.stream()
        .flatMap(block -> block.full().faults().stream())
        .mapToDouble(fault -> 1 - Math.pow(1 - perMinute, fault.size()))
        .average()
        .orElse(0);
  }

  private static List<TrialAccuracy.FaultOutcome> outcomes(
      TrialEvidence block, AlarmRule fullRule, AlarmRule keptRule) {
    List<TrialAccuracy.FaultOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < block.faults().size(); i++) {
      outcomes.add(
          new TrialAccuracy.FaultOutcome(
              block.faults().get(i),
              boxed(fullRule.delaySeconds(block.full().faults().get(i))),
              boxed(keptRule.delaySeconds(block.kept().faults().get(i)))));
    }
    return outcomes;
  }
}
