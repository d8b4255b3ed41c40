package uk.regionalratings.streams.view;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.Judgement;
import uk.regionalratings.contract.JudgementChange;

/**
 * The latest record of an inspection's changes. Of what it says, no more is kept decoded than what lists and filters look at; names that many share
 * are kept once.
 */
final class Latest {
    private static final Judgement[] JUDGEMENTS = Judgement.values();
    private static final Direction[] DIRECTIONS = Direction.values();

    private final ChangeKey key;
    private final String authorityId;
    private final String region;
    private final int version;
    private final Emission emission;

    /** How many bytes each change takes in {@link #holding}. */
    private static final int OF_CHANGE = 3;

    /**
     * Judgement, direction and steps of each change that holds. The first two are places in the contract that this process runs with, which are
     * kept nowhere else.
     */
    private final byte[] holding;

    private Latest(InspectionChanges record, Emission emission) {
        this.key = ChangeKey.of(record);
        this.authorityId = record.getAuthorityId().intern();
        this.region = record.getRegion().intern();
        this.version = record.getVersion();
        this.emission = emission;
        this.holding = new byte
                [OF_CHANGE
                        * Math.toIntExact(record.getChanges().stream()
                                .filter(change -> !change.getRetracted())
                                .count())];
        int at = 0;
        for (JudgementChange change : record.getChanges()) {
            if (!change.getRetracted()) {
                holding[at++] = (byte) change.getJudgement().ordinal();
                holding[at++] = (byte) change.getDirection().ordinal();
                holding[at++] = (byte) ChangeOutline.steps(change.getSteps());
            }
        }
    }

    static Latest of(Arrival arrival) {
        return new Latest(arrival.withoutCounts(), arrival.emission());
    }

    ChangeKey key() {
        return key;
    }

    String id() {
        return key.record();
    }

    String authorityId() {
        return authorityId;
    }

    Emission emission() {
        return emission;
    }

    boolean replaces(@Nullable Latest known) {
        return known == null || version > known.version;
    }

    /** Whether any of its changes holds. */
    boolean isListed() {
        return holding.length > 0;
    }

    /** How many of the changes that hold the filter lets through. */
    int matching(Predicate<ChangeOutline> filter) {
        int some = 0;
        for (int at = 0; at < holding.length; at += OF_CHANGE) {
            ChangeOutline outline = new ChangeOutline(
                    key, authorityId, region, JUDGEMENTS[holding[at]], DIRECTIONS[holding[at + 1]], holding[at + 2]);
            some += filter.test(outline) ? 1 : 0;
        }
        return some;
    }
}
