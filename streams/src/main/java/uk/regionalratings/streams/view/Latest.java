package uk.regionalratings.streams.view;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.compact.ChangesOutline;
import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.Judgement;

/**
 * The latest record of an inspection's changes. Only the parts that lists and filters need are kept decoded, and names
 * that many records share are kept once.
 */
final class Latest {
    private static final Judgement[] JUDGEMENTS = Judgement.values();
    private static final Direction[] DIRECTIONS = Direction.values();

    private final ChangeKey key;
    private final String authorityId;
    private final String region;
    private final int version;
    private final ChangeRecord changeRecord;

    /** See {@link ChangesOutline#holding}. */
    private final byte[] holding;

    private Latest(ChangesOutline outline, ChangeRecord changeRecord) {
        this.key = ChangeKey.of(outline);
        this.authorityId = outline.authorityId();
        this.region = outline.region();
        this.version = outline.version();
        this.changeRecord = changeRecord;
        this.holding = outline.holding();
    }

    static Latest of(Arrival arrival) {
        return new Latest(arrival.outline(), arrival.changeRecord());
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

    ChangeRecord changeRecord() {
        return changeRecord;
    }

    boolean replaces(@Nullable Latest known) {
        return known == null || version > known.version;
    }

    /** Whether any of its changes still holds. */
    boolean isListed() {
        return holding.length > 0;
    }

    /** The number of changes that hold and that the filter accepts. */
    int matching(Predicate<ChangeOutline> filter) {
        int some = 0;
        for (int at = 0; at < holding.length; at += ChangesOutline.OF_CHANGE) {
            ChangeOutline outline = new ChangeOutline(
                    key, authorityId, region, JUDGEMENTS[holding[at]], DIRECTIONS[holding[at + 1]], holding[at + 2]);
            some += filter.test(outline) ? 1 : 0;
        }
        return some;
    }
}
