package uk.regionalratings.streams.recount;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.GradeCount;
import uk.regionalratings.contract.StandingGrade;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** The expected rows of the published tables, computed from a recount. */
public final class ExpectedRows {
    private static final int SUPERSEDED = 4;
    private static final int NOT_RATED = 5;
    private static final int AUTHORITIES = 6;

    private ExpectedRows() {}

    /** The row of {@code authority-ratings} of a known authority. */
    static AuthorityRatings authority(EventRecount recount, String authorityId) {
        Event.Registered registered = recount.facts.registration(authorityId);
        return AuthorityRatings.newBuilder()
                .setAuthorityId(authorityId)
                .setRegistered(
                        registered == null
                                ? null
                                : ContractMapping.toEvent(registered.authority(), registered.revision()))
                .setInspections(recount.facts.inspections(authorityId).stream()
                        .sorted(EventRecount.ORDER)
                        .map(ContractMapping::toEvent)
                        .toList())
                .setStanding(standing(recount, authorityId))
                .build();
    }

    private static List<StandingGrade> standing(EventRecount recount, String authorityId) {
        List<StandingGrade> standing = new ArrayList<>();
        for (Family family : Family.values()) {
            List<Inspection> inOrder = recount.inOrder(authorityId, family);
            for (Judgement judgement : Judgement.values()) {
                Inspection last = EventRecount.lastThatMakes(inOrder, judgement);
                if (last != null) {
                    standing.add(new StandingGrade(
                            ContractMapping.toContract(family),
                            ContractMapping.toContract(judgement),
                            ContractMapping.toContract(last.grade(judgement).orElseThrow()),
                            last.inspectionId(),
                            last.publishedOn(),
                            !last.equals(inOrder.get(inOrder.size() - 1))));
                }
            }
        }
        return standing;
    }

    /**
     * Every row of {@code area-ratings} by key: one for each family and judgement of each area in which an authority ever counts.
     */
    public static Map<String, AreaRatings> areas(EventRecount recount, Areas areas) {
        Map<String, AreaRatings> rows = new TreeMap<>();
        for (Area area : areas.all()) {
            Optional<LocalDate> first = recount.firstCounted(area);
            if (first.isEmpty()) {
                continue;
            }
            for (Family family : Family.values()) {
                for (Judgement judgement : Judgement.values()) {
                    rows.put(
                            area.areaId() + "/" + family.id() + "/" + judgement.id(),
                            row(recount, area, family, judgement, first.get()));
                }
            }
        }
        return rows;
    }

    private static AreaRatings row(
            EventRecount recount, Area area, Family family, Judgement judgement, LocalDate firstCounted) {
        LocalDate last = recount.lastPublication(area, family, judgement);
        // Before the first publication, count the authorities that exist first, which may be from the beginning.
        LocalDate asOf = last == null ? firstCounted : last;
        List<Integer> counts = recount.counts(area, family, judgement, asOf);
        return new AreaRatings(
                area.areaId(),
                ContractMapping.toContract(family),
                ContractMapping.toContract(judgement),
                asOf.equals(LocalDate.MIN) ? null : asOf,
                Arrays.stream(Grade.values())
                        .map(grade -> new GradeCount(ContractMapping.toContract(grade), counts.get(grade.ordinal())))
                        .toList(),
                counts.get(SUPERSEDED),
                counts.get(NOT_RATED),
                counts.get(AUTHORITIES));
    }
}
