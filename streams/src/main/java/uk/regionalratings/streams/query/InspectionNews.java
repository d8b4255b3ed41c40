package uk.regionalratings.streams.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ChangeDetail;

/**
 * Inspections that made one of the changes asked about, each with all that it changed.
 *
 * @param items newest first by publication, then by end of fieldwork, then by identity
 * @param next what to give as {@code after} for the inspections that follow; null at the end
 * @param areaNote what a reader must know of how the area was made; null when nothing
 */
public record InspectionNews(List<Item> items, @Nullable String next, @Nullable String areaNote) implements AboutArea {
    /**
     * One inspection.
     *
     * @param id authorityId/inspectionId, stable for ever
     * @param version the highest one of its changes
     * @param changes all that hold, whether asked about or not; at least one
     */
    public record Item(String id, int version, List<ChangeDetail> changes) {
        static Item of(String id, List<ChangeDetail> changes) {
            int version = changes.stream().mapToInt(ChangeDetail::version).max().orElseThrow();
            return new Item(id, version, changes);
        }

        /** What every change of it says alike: whose it is, its days, its report. */
        public ChangeDetail any() {
            return changes.get(0);
        }
    }
}
