package uk.regionalratings.streams.rules;

/** Takes in how the timelines of an authority differ from what they were. */
@FunctionalInterface
public interface Steps {
    /**
     * From one day on, an authority counts in another way than before; or no longer does.
     *
     * @param line judgement and family: see {@link Lines}
     * @param day days since 1970-01-01; {@link Lines#BEGINNING} when older than the history
     * @param from how it counts before that day: see {@link DayState}
     * @param to how it counts from that day on
     * @param published whether something was published on that day that changed it
     * @param times 1 when this is added to its timeline, -1 when it is taken away
     */
    void step(int line, int day, int from, int to, boolean published, int times);
}
