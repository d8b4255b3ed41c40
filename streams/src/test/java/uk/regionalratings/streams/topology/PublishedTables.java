package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.streams.recount.EventRecount;
import uk.regionalratings.streams.recount.TableComparison;
import uk.regionalratings.vocabulary.Areas;

/**
 * What the pipeline has published, to be compared with a recount from the events.
 *
 * @param authorities latest record of {@code authority-ratings} by key
 * @param areas latest record of {@code area-ratings} by key
 * @param changes latest record of {@code rating-changed} of each inspection
 */
public record PublishedTables(
        Map<String, AuthorityRatings> authorities,
        Map<String, AreaRatings> areas,
        Collection<InspectionChanges> changes) {

    /** Fails unless all tables say what the events say. */
    public void assertEquals(EventRecount recount, Areas configured) {
        TableComparison comparison = new TableComparison(recount, configured);
        authorities.forEach(comparison::authority);
        areas.forEach(comparison::area);
        changes.forEach(comparison::changes);
        assertThat(comparison.differences()).isEmpty();
    }

    /** What must be the same for every order of events. Versions, lateness and counts in changes depend on it. */
    public Map<String, String> changesThatHold() {
        Map<String, String> described = new TreeMap<>();
        for (InspectionChanges record : changes) {
            for (RatingChanged change : ContractMapping.changes(record)) {
                if (!change.getRetracted()) {
                    described.put(
                            change.getId(),
                            change.getJudgement() + " " + change.getFrom() + " " + change.getTo()
                                    + (change.getFirstOfItsKind() ? " first" : ""));
                }
            }
        }
        return described;
    }
}
