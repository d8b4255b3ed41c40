package uk.regionalratings.streams.export;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.AuthorityGroups;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The two lists on which the sector's dashboards are based, with their columns, order, spellings and dates, so that a
 * dashboard continues to work with the address of this list. The columns for inspectors and for folders on the disk of
 * the lists' authors are empty.
 */
final class SectorLists {
    private static final String NOTHING = "";
    private static final String NO_OVERALL_GRADE = "not_reported_post_reform";
    private static final String JOINT_JUDGEMENT = "inspection_pre_dates_judgement";
    private static final String PARSER_VERSION = "1";

    private static final DateTimeFormatter FIELDWORK = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final DateTimeFormatter PUBLICATION = DateTimeFormatter.ofPattern("dd/MM/uu");
    private static final DateTimeFormatter IN_FILE_NAME = DateTimeFormatter.ofPattern("dd MMMM uuuu", Locale.UK);

    /** Days from the first to the last day of fieldwork: in one week, and in two weeks with room for a holiday. */
    private static final int SHORT = 4;

    private static final int STANDARD = 15;

    private static final Map<String, String> REGIONS = Map.of(
            "london", "GL",
            "north-west", "NW",
            "south-east", "SE",
            "yorkshire-and-the-humber", "YH",
            "south-west", "SW",
            "west-midlands", "WM",
            "north-east", "NE",
            "east-of-england", "E",
            "east-midlands", "EM");

    /** Names that differ from ours in lower case. */
    private static final Map<String, String> NAMES = Map.of(
            "201", "london corporation",
            "839", "bournemouth, christchurch & poole",
            "868", "windsor & maidenhead",
            "894", "telford & wrekin");

    static final Layout<Line> OVERVIEW = new Layout<>(
            "overview",
            "Overview for the sector's dashboards",
            "An authority that exists on the day asked for, with its last inspection by then.",
            "ofsted_cs_inspections_overview",
            List.of(
                    identity("urn", "Ofsted's number for the authority.", line -> line.authority()
                            .ofstedUrn()),
                    identity(
                            "la_code", "Its DfE code.", line -> line.authority().knownDfeCode()),
                    text(
                            "region_code",
                            "Its region in one or two letters.",
                            line -> REGIONS.get(line.authority().region())),
                    identity("la_code_new", "Its code of the statistics office.", line -> line.authority()
                            .gssCode()),
                    text("stat_neighbours", "The DfE codes of its ten statistical neighbours.", Line::neighbours),
                    text(
                            "stat_neighbour_judgement",
                            "The neighbours with their overall grades.",
                            Line::neighbourGrades),
                    text("local_authority", "Its name in lower case.", Line::name),
                    text("inspection_link", "Where the report is.", line -> line.of(Inspection::reportUrl)),
                    text("overall_effectiveness_grade", "The overall grade, or why there is none.", Line::overall),
                    text("inspection_framework", "short or standard, by the length of fieldwork.", Line::length),
                    text("inspector_name", "Empty: not known here.", line -> NOTHING),
                    text(
                            "inspection_start_date",
                            "First day of fieldwork, dd/mm/yyyy.",
                            line -> line.on(FIELDWORK, Inspection::startedOn)),
                    text(
                            "inspection_end_date",
                            "Last day of fieldwork, dd/mm/yyyy.",
                            line -> line.on(FIELDWORK, Inspection::endedOn)),
                    text(
                            "publication_date",
                            "The day of publication, dd/mm/yy.",
                            line -> line.on(PUBLICATION, Inspection::publishedOn)),
                    text(
                            "local_link_to_all_inspections",
                            "Empty: a folder on the disk of the list's author.",
                            line -> NOTHING),
                    grade("impact_of_leaders_grade", Judgement.IMPACT_OF_LEADERS),
                    grade("help_and_protection_grade", Judgement.HELP_AND_PROTECTION),
                    text(
                            "in_care_grade",
                            "The grade, in older inspections that for children in care and care leavers together.",
                            Line::inCare),
                    text("care_leavers_grade", "The grade, or why there is none.", Line::careLeavers),
                    text("inspectors_inspections_count", "Empty: not known here.", line -> NOTHING)),
            List.of("la_code"));

    static final Layout<Line> HISTORY = new Layout<>(
            "history",
            "Inspections for the sector's dashboards",
            "An inspection published by the day asked for, of an authority that exists then.",
            List.of(
                    identity("urn", "Ofsted's number for the authority.", line -> line.authority()
                            .ofstedUrn()),
                    text("local_authority", "Its name in lower case.", Line::name),
                    text("inspection_link", "Where the report is.", line -> line.of(Inspection::reportUrl)),
                    text(
                            "pdf_filename",
                            "What the list calls the report.",
                            line -> line.on(
                                    IN_FILE_NAME, Inspection::publishedOn, "children's services inspection - %s.pdf")),
                    text(
                            "publication_date",
                            "The day of publication, dd/mm/yy.",
                            line -> line.on(PUBLICATION, Inspection::publishedOn)),
                    text("inspection_framework", "short or standard, by the length of fieldwork.", Line::length),
                    text("inspector_name", "Empty: not known here.", line -> NOTHING),
                    text(
                            "inspection_start_date",
                            "First day of fieldwork, dd/mm/yyyy.",
                            line -> line.on(FIELDWORK, Inspection::startedOn)),
                    text(
                            "inspection_end_date",
                            "Last day of fieldwork, dd/mm/yyyy.",
                            line -> line.on(FIELDWORK, Inspection::endedOn)),
                    text("overall_effectiveness_grade", "The overall grade, or why there is none.", Line::overall),
                    grade("impact_of_leaders_grade", Judgement.IMPACT_OF_LEADERS),
                    grade("help_and_protection_grade", Judgement.HELP_AND_PROTECTION),
                    text(
                            "in_care_grade",
                            "The grade, in older inspections that for children in care and care leavers together.",
                            Line::inCare),
                    text("care_leavers_grade", "The grade, or why there is none.", Line::careLeavers),
                    text("parser_version", "Always " + PARSER_VERSION + ".", line -> PARSER_VERSION)),
            List.of("urn", "inspection_link"));

    /** The lists sort these numbers as texts. */
    private static final Comparator<Line> BY_NUMBER_NEWEST_FIRST = Comparator.comparing(
                    (Line line) -> Objects.requireNonNullElse(line.authority().ofstedUrn(), NOTHING))
            .thenComparing(line -> Objects.requireNonNull(line.inspection()), Inspection.ORDER.reversed());

    private SectorLists() {}

    /**
     * An authority and one of its inspections.
     *
     * @param inspection null if there is none
     * @param overallGrades the overall grades of all authorities in the words of the list, by DfE code
     */
    record Line(Authority authority, @Nullable Inspection inspection, Map<String, String> overallGrades) {
        String name() {
            return NAMES.getOrDefault(authority.authorityId(), authority.name().toLowerCase(Locale.UK));
        }

        @Nullable
        String of(Function<Inspection, @Nullable String> cell) {
            return inspection == null ? null : cell.apply(inspection);
        }

        String on(DateTimeFormatter form, Function<Inspection, LocalDate> day) {
            return inspection == null ? NOTHING : form.format(day.apply(inspection));
        }

        String on(DateTimeFormatter form, Function<Inspection, LocalDate> day, String within) {
            return inspection == null ? NOTHING : within.formatted(on(form, day).toLowerCase(Locale.UK));
        }

        String grade(Judgement judgement) {
            return inspection == null
                    ? NOTHING
                    : inspection.grade(judgement).map(SectorLists::written).orElse(NOTHING);
        }

        String overall() {
            boolean reformed = inspection != null && !inspection.framework().makes(Judgement.OVERALL_EFFECTIVENESS);
            return reformed ? NO_OVERALL_GRADE : grade(Judgement.OVERALL_EFFECTIVENESS);
        }

        String inCare() {
            String joint = grade(Judgement.IN_CARE_AND_CARE_LEAVERS);
            return joint.isEmpty() ? grade(Judgement.IN_CARE) : joint;
        }

        String careLeavers() {
            return grade(Judgement.IN_CARE_AND_CARE_LEAVERS).isEmpty()
                    ? grade(Judgement.CARE_LEAVERS)
                    : JOINT_JUDGEMENT;
        }

        /** The list has no word for the length of inspections under the older framework. */
        String length() {
            if (inspection == null || !Family.ILACS.includes(inspection.framework())) {
                return NOTHING;
            }
            long days = ChronoUnit.DAYS.between(inspection.startedOn(), inspection.endedOn());
            if (days <= SHORT) {
                return "short";
            }
            return days <= STANDARD ? "standard" : "inspection duration longer than standard framework";
        }

        private List<String> neighbourIds() {
            return AuthorityGroups.bundled().neighboursOf(authority.authorityId());
        }

        String neighbours() {
            return String.join(", ", neighbourIds());
        }

        String neighbourGrades() {
            return neighbourIds().stream()
                    .map(id -> "(" + id + ", '" + overallGrades.getOrDefault(id, NOTHING) + "')")
                    .collect(Collectors.joining(", ", "[", "]"));
        }
    }

    static Table overview(Snapshot snapshot) {
        // Neighbours may be outside the requested area.
        Map<String, String> overall = snapshot.authorities().stream()
                .filter(history -> history.authority().orElseThrow().existsOn(snapshot.asOf()))
                .collect(Collectors.toMap(AuthorityHistory::authorityId, history -> neighbourGrade(history, snapshot)));
        return OVERVIEW.table(snapshot.existing().stream()
                .map(history -> line(history, last(history, snapshot).orElse(null), overall))
                .toList());
    }

    static Table history(Snapshot snapshot) {
        return HISTORY.table(snapshot.existing().stream()
                .flatMap(history -> history.counted().stream()
                        .filter(snapshot::isPublished)
                        .map(inspection -> line(history, inspection, Map.of())))
                .sorted(BY_NUMBER_NEWEST_FIRST)
                .toList());
    }

    private static Line line(
            AuthorityHistory history, @Nullable Inspection inspection, Map<String, String> overallGrades) {
        return new Line(history.authority().orElseThrow(), inspection, overallGrades);
    }

    private static Optional<Inspection> last(AuthorityHistory history, Snapshot snapshot) {
        return history.last(Family.ANY, snapshot::isPublished);
    }

    private static String neighbourGrade(AuthorityHistory history, Snapshot snapshot) {
        String overall =
                line(history, last(history, snapshot).orElse(null), Map.of()).overall();
        return overall.equals(NO_OVERALL_GRADE) ? "Not reported (2026 framework change)" : overall;
    }

    private static String written(Grade grade) {
        return grade.label().toLowerCase(Locale.UK);
    }

    private static Column<Line> text(String name, String meaning, Function<Line, @Nullable String> value) {
        return Column.text(name, meaning, value);
    }

    private static Column<Line> identity(String name, String meaning, Function<Line, @Nullable String> value) {
        return Column.identity(name, meaning, value);
    }

    private static Column<Line> grade(String name, Judgement judgement) {
        return Column.text(name, "The grade for " + judgement.label() + ".", line -> line.grade(judgement));
    }
}
