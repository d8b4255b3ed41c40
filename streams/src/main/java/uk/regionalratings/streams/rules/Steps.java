package uk.regionalratings.streams.rules;

/** Receives the differences between an authority's earlier and present timelines. */
@FunctionalInterface
public interface Steps {
    /**
     * The authority changes its state on one day.
     *
     * @param line judgement and family: see {@link Lines}
     * @param day days since 1970-01-01; {@link Lines#BEGINNING} if older than the history
     * @param from the state before that day: see {@link DayState}
     * @param to the state from that day on
     * @param published whether a publication on that day caused the change
     * @param times 1 to add the step to the timeline, -1 to remove it
     */
    void step(int line, int day, int from, int to, boolean published, int times);
}
