package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.ContractViolation;
import uk.regionalratings.contract.GradeCount;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.contract.StandingGrade;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * What the pipeline has published, to be compared with a recount from the events.
 *
 * @param authorities latest record of {@code authority-ratings} by key
 * @param areas latest record of {@code area-ratings} by key
 * @param changes latest version of each rating change
 */
public record PublishedTables(
        Map<String, AuthorityRatings> authorities, Map<String, AreaRatings> areas, Collection<RatingChanged> changes) {

    /** Fails unless all tables say what the events say. */
    public void assertEquals(EventRecount recount, Areas configured) {
        assertThat(changesThatHold()).isEqualTo(recount.changes());
        assertThat(areas.keySet()).isSubsetOf(areaKeys(configured));
        for (Area area : configured.all()) {
            for (Family family : Family.values()) {
                for (Judgement judgement : Judgement.values()) {
                    assertAreaEquals(recount, area, family, judgement);
                }
            }
        }
        assertThat(authorities.keySet()).containsAll(recount.authorities.keySet());
        authorities.forEach((authorityId, ratings) -> assertAuthorityEquals(recount, authorityId, ratings));
    }

    private static TreeSet<String> areaKeys(Areas configured) {
        TreeSet<String> keys = new TreeSet<>();
        for (Area area : configured.all()) {
            for (Family family : Family.values()) {
                for (Judgement judgement : Judgement.values()) {
                    keys.add(key(area, family, judgement));
                }
            }
        }
        return keys;
    }

    private static String key(Area area, Family family, Judgement judgement) {
        return area.areaId() + "/" + family.id() + "/" + judgement.id();
    }

    private void assertAreaEquals(EventRecount recount, Area area, Family family, Judgement judgement) {
        String key = key(area, family, judgement);
        LocalDate last = recount.lastPublication(area, family, judgement);
        AreaRatings published = areas.get(key);
        if (published == null) {
            assertThat(last).as(key).isNull();
        } else {
            assertThat(published.getAsOf()).as(key).isEqualTo(last);
            assertThat(numbers(published))
                    .as(key)
                    .isEqualTo(recount.counts(area, family, judgement, last == null ? LocalDate.EPOCH : last));
        }
    }

    private static List<Integer> numbers(AreaRatings ratings) {
        List<Integer> numbers = new ArrayList<>(
                ratings.getCounts().stream().map(GradeCount::getAuthorities).toList());
        int rated = numbers.stream().mapToInt(Integer::intValue).sum();
        assertThat(rated + ratings.getNotRated()).isEqualTo(ratings.getAuthorities());
        numbers.addAll(List.of(ratings.getSuperseded(), ratings.getNotRated(), ratings.getAuthorities()));
        return numbers;
    }

    private static void assertAuthorityEquals(EventRecount recount, String authorityId, AuthorityRatings ratings) {
        assertThat(ratings.getAuthorityId()).isEqualTo(authorityId);
        assertThat(ratings.getRegistered() == null ? null : ContractMapping.toAuthority(ratings.getRegistered()))
                .isEqualTo(recount.authorities.get(authorityId));
        assertThat(ratings.getInspections().stream()
                        .map(PublishedTables::inspection)
                        .filter(inspection -> !inspection.withdrawn()))
                .isEqualTo(recount.inOrder(authorityId, Family.ANY, LocalDate.MAX));
        Map<String, String> standing = new TreeMap<>();
        for (StandingGrade one : ratings.getStanding()) {
            standing.put(
                    one.getFamily() + " " + one.getJudgement(),
                    one.getGrade() + " " + one.getInspectionId() + (one.getSuperseded() ? " superseded" : ""));
        }
        assertThat(standing).as(authorityId).isEqualTo(standing(recount, authorityId));
    }

    private static Map<String, String> standing(EventRecount recount, String authorityId) {
        Map<String, String> standing = new TreeMap<>();
        for (Family family : Family.values()) {
            List<Inspection> inOrder = recount.inOrder(authorityId, family, LocalDate.MAX);
            for (Judgement judgement : Judgement.values()) {
                Inspection last = EventRecount.lastThatMakes(inOrder, judgement);
                if (last != null) {
                    boolean superseded = inOrder.indexOf(last) < inOrder.size() - 1;
                    standing.put(
                            family + " " + judgement,
                            last.grades().get(judgement).grade() + " " + last.inspectionId()
                                    + (superseded ? " superseded" : ""));
                }
            }
        }
        return standing;
    }

    private static Inspection inspection(InspectionPublished event) {
        try {
            return ContractMapping.toInspection(event);
        } catch (ContractViolation e) {
            throw new AssertionError("a published inspection breaks the contract", e);
        }
    }

    /** What every order of events must agree on; version, lateness and the counts at emission tell of the order itself. */
    public Map<String, String> changesThatHold() {
        Map<String, String> described = new TreeMap<>();
        for (RatingChanged change : changes) {
            if (!change.getRetracted()) {
                described.put(
                        change.getId(),
                        change.getJudgement() + " " + change.getFrom() + " " + change.getTo()
                                + (change.getFirstOfItsKind() ? " first" : ""));
            }
        }
        return described;
    }
}
