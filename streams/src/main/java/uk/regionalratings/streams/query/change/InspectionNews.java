package uk.regionalratings.streams.query.change;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.streams.query.area.AboutArea;

/**
 * Inspections that made one of the requested changes, each with all of its changes.
 *
 * @param items newest first by publication, then by end of fieldwork, then by identity
 * @param next the value of {@code after} for the next page; null on the last page
 * @param areaNote a note on how the area was made; null if there is none
 */
public record InspectionNews(List<Item> items, @Nullable String next, @Nullable String areaNote) implements AboutArea {
    /**
     * One inspection.
     *
     * @param id authorityId/inspectionId, which never changes
     * @param version the highest version of its changes
     * @param changes all changes that hold, requested or not; at least one
     */
    public record Item(String id, int version, List<ChangeDetail> changes) {
        static Item of(String id, List<ChangeDetail> changes) {
            int version = changes.stream().mapToInt(ChangeDetail::version).max().orElseThrow();
            return new Item(id, version, changes);
        }

        /** One of its changes, for the parts that are the same in all of them: the authority, the days, the report. */
        public ChangeDetail any() {
            return changes.get(0);
        }
    }
}
