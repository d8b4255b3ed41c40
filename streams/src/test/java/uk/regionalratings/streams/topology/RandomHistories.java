package uk.regionalratings.streams.topology;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Membership;
import uk.regionalratings.vocabulary.OtherScale;

/**
 * Histories made to hurt: few authorities, few days and few identities, so that ties, corrections that move dates, withdrawals,
 * contradictions, moves between regions and abolitions fall on one another.
 */
final class RandomHistories {
    /** The day on which everything random happens, give or take {@link #DAYS}. */
    static final LocalDate START = LocalDate.of(2020, 1, 1);

    static final int DAYS = 12;

    private static final List<String> AUTHORITIES = List.of("301", "302", "303", "004");
    private static final List<String> REGIONS = List.of("north-east", "north-west", "london");

    private RandomHistories() {}

    /** Any number of events in any order, with repetitions. */
    static Arbitrary<List<Event>> events() {
        Arbitrary<Event> event = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, inspections().map(Event.Published::new)),
                net.jqwik.api.Tuple.of(1, registrations()));
        return event.list().ofMinSize(1).ofMaxSize(24).flatMap(RandomHistories::withRepetitions);
    }

    private static Arbitrary<List<Event>> withRepetitions(List<Event> events) {
        return Arbitraries.of(events).list().ofMaxSize(4).map(again -> {
            List<Event> all = new ArrayList<>(events);
            all.addAll(again);
            return all;
        });
    }

    private static Arbitrary<Event> registrations() {
        Arbitrary<LocalDate> established = days().injectNull(0.5);
        Arbitrary<Integer> lifetime = Arbitraries.integers().between(0, DAYS).injectNull(0.5);
        return Combinators.combine(
                        Arbitraries.of(AUTHORITIES),
                        Arbitraries.of(REGIONS),
                        established,
                        lifetime,
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of("A", "B"))
                .as((id, region, from, days, revision, name) -> {
                    LocalDate until = days == null ? null : (from == null ? START : from).plusDays(days);
                    String dfeCode = Authority.isProvisional(id) && revision > 1 ? "304" : null;
                    Authority authority =
                            new Authority(id, null, null, name, name, region, from, until, List.of(), null, dfeCode);
                    return new Event.Registered(authority, revision);
                });
    }

    private static Arbitrary<Inspection> inspections() {
        Arbitrary<Map<Judgement, GradeGiven>> grades = Arbitraries.maps(
                        Arbitraries.of(Judgement.values()),
                        Arbitraries.of(Grade.values()).map(GradeGiven::of))
                .ofMinSize(1)
                .ofMaxSize(4);
        return Combinators.combine(
                        Arbitraries.of(AUTHORITIES),
                        Arbitraries.of("x", "y", "z", "w"),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 6).map(dice -> dice == 6),
                        Arbitraries.of(Framework.values()),
                        days(),
                        Arbitraries.integers().between(0, 2),
                        grades)
                .as((authority, id, revision, withdrawn, framework, published, fieldwork, given) ->
                        InspectionBuilder.inspection(authority + "-" + id)
                                .authority(authority)
                                .revision(revision)
                                .withdrawn(withdrawn)
                                .framework(framework)
                                .fieldwork(published.minusDays(fieldwork), published.minusDays(fieldwork))
                                .publishedOn(published)
                                .grades(only(framework, given))
                                .otherScale(framework == Framework.OTHER ? inWords(given) : null)
                                .build())
                .filter(inspection -> inspection.withdrawn()
                        || !inspection.grades().isEmpty()
                        || !inspection.outcomes().isEmpty());
    }

    private static Map<Judgement, GradeGiven> only(Framework framework, Map<Judgement, GradeGiven> grades) {
        Map<Judgement, GradeGiven> made = new java.util.EnumMap<>(Judgement.class);
        grades.forEach((judgement, grade) -> {
            if (framework.makes(judgement) && (framework != Framework.OTHER || !isInWords(judgement))) {
                made.put(judgement, grade);
            }
        });
        return made;
    }

    /**
     * The bundled regions and England, and areas of authorities, regions and one another, whose members come and go on the days on which everything
     * else happens.
     */
    static Arbitrary<Areas> areas() {
        Arbitrary<List<Membership>> inner = memberships(List.of("301", "302", "303", "north-east"));
        Arbitrary<List<Membership>> outer = memberships(List.of("inner", "004", "302", "london"));
        return Combinators.combine(inner, outer).as((some, others) -> {
            List<Area> areas = new ArrayList<>(ReferenceFiles.bundledAreas().all().stream()
                    .filter(area -> area.kind() == Area.Kind.REGION
                            || area.areaId().equals(Area.ENGLAND)
                            || area.areaId().equals("north"))
                    .toList());
            areas.add(new Area("outer", "Outer", Area.Kind.COMBINED_AUTHORITY, null, others));
            areas.add(new Area("inner", "Inner", Area.Kind.OTHER, null, some));
            return new Areas(areas);
        });
    }

    private static Arbitrary<List<Membership>> memberships(List<String> members) {
        return Combinators.combine(
                        Arbitraries.of(members),
                        days().injectNull(0.3),
                        Arbitraries.integers().between(0, DAYS).injectNull(0.3))
                .as((member, from, days) -> new Membership(
                        member, from, days == null ? null : (from == null ? START : from).plusDays(days)))
                .list()
                .ofMaxSize(5);
    }

    /** Under another framework some judgements have grades by a published mapping, and the others words alone. */
    private static boolean isInWords(Judgement judgement) {
        return judgement != Judgement.OVERALL_EFFECTIVENESS;
    }

    private static OtherScale inWords(Map<Judgement, GradeGiven> given) {
        Map<String, String> outcomes = new HashMap<>();
        given.forEach((judgement, grade) -> {
            if (isInWords(judgement)) {
                outcomes.put(judgement.id(), "as good as " + grade.words());
            }
        });
        return new OtherScale("ANNUAL_2027", outcomes);
    }

    private static Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, DAYS).map(START::plusDays);
    }
}
