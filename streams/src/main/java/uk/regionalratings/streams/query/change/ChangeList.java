package uk.regionalratings.streams.query.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.streams.query.area.AboutArea;
import uk.regionalratings.vocabulary.Grade;

/**
 * Rating changes that hold, in their latest versions.
 *
 * @param changes newest first by publication, then by end of fieldwork, then by id
 * @param inspections the same by inspection, newest first; null if the question is about one judgement or about each
 *     separately
 * @param authorities the number of authorities with such a change, on this page or any other; null in the same cases
 * @param next the value of {@code after} for the next page; null on the last page
 * @param areaNote a note on how the area was made; null if there is none
 */
public record ChangeList(
        List<ChangeDetail> changes,
        @Nullable List<ByInspection> inspections,
        @Nullable Integer authorities,
        @Nullable String next,
        @Nullable String areaNote)
        implements AboutArea {
    /**
     * What one inspection did to several judgements together.
     *
     * @param authorityId the authority's identity
     * @param authority its name
     * @param inspectionId the inspection
     * @param framework the rules of the inspection
     * @param publishedOn the day on which it was published
     * @param endedOn last day of its fieldwork
     * @param reportUrl the address of its report; null if unknown
     * @param lowest the lowest grade that it gave in these judgements
     * @param inHowMany the number of judgements with that grade
     * @param judgements their identities
     */
    public record ByInspection(
            String authorityId,
            String authority,
            String inspectionId,
            String framework,
            LocalDate publishedOn,
            LocalDate endedOn,
            @Nullable String reportUrl,
            String lowest,
            int inHowMany,
            List<String> judgements) {
        /** Groups changes by inspection; they must be in the order of lists. */
        static List<ByInspection> of(List<ChangeDetail> changes) {
            Map<String, List<ChangeDetail>> inspections = new LinkedHashMap<>();
            for (ChangeDetail change : changes) {
                inspections
                        .computeIfAbsent(change.inspectionId(), any -> new ArrayList<>())
                        .add(change);
            }
            return inspections.values().stream().map(ByInspection::one).toList();
        }

        private static ByInspection one(List<ChangeDetail> changes) {
            ChangeDetail any = changes.get(0);
            return new ByInspection(
                    any.authorityId(),
                    any.authority(),
                    any.inspectionId(),
                    any.framework(),
                    any.publishedOn(),
                    any.endedOn(),
                    any.reportUrl(),
                    lowest(changes),
                    changes.size(),
                    changes.stream().map(ChangeDetail::judgement).toList());
        }

        /** A grade that a newer version added is not on the known scale; it counts as the lowest. */
        private static String lowest(List<ChangeDetail> changes) {
            List<String> scale = Arrays.stream(Grade.values()).map(Grade::name).toList();
            List<String> given = changes.stream().map(ChangeDetail::to).toList();
            return given.stream()
                    .filter(grade -> !scale.contains(grade))
                    .findFirst()
                    .orElseGet(() -> Collections.max(given, Comparator.comparingInt(scale::indexOf)));
        }
    }
}
