package uk.regionalratings.streams.export;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Standing;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** A panel for research: every authority at the end of every year or quarter since the first publication. */
final class PanelTable {
    static final Layout<Line> LAYOUT = new Layout<>(
            "panel",
            "Panel of authorities and periods",
            "An authority that exists at the end of a year or quarter, with what stands then. The last period ends on"
                    + " the day asked for. Grades stand under any framework; a new authority inherits none.",
            columns(),
            List.of("authorityId", "period"));

    private PanelTable() {}

    /**
     * An authority at the end of a period.
     *
     * @param end the last day considered
     * @param complete whether that is the last day of the period
     * @param predecessorIds the authorities that it took over from
     */
    record Line(
            PanelPeriod.Span span,
            LocalDate end,
            boolean complete,
            AuthorityHistory history,
            Authority authority,
            List<String> predecessorIds) {
        private boolean isPublished(Inspection inspection) {
            return !inspection.publishedOn().isAfter(end);
        }

        Optional<Standing> standing(Judgement judgement) {
            return history.standing(Family.ANY, judgement, this::isPublished);
        }

        int inspections() {
            Predicate<Inspection> within =
                    inspection -> !inspection.publishedOn().isBefore(span.start());
            return (int) history.counted().stream()
                    .filter(within.and(this::isPublished))
                    .count();
        }

        @Nullable
        Inspection last() {
            return history.last(Family.ANY, this::isPublished).orElse(null);
        }

        @Nullable
        Integer daysSince(@Nullable LocalDate day) {
            return day == null ? null : Math.toIntExact(ChronoUnit.DAYS.between(day, end));
        }

        @Nullable
        LocalDate lastEndedOn() {
            Inspection last = last();
            return last == null ? null : last.endedOn();
        }

        @Nullable
        LocalDate lastPublishedOn() {
            Inspection last = last();
            return last == null ? null : last.publishedOn();
        }

        @Nullable
        String lastInspectionId() {
            Inspection last = last();
            return last == null ? null : last.inspectionId();
        }

        @Nullable
        Framework lastFramework() {
            Inspection last = last();
            return last == null ? null : last.framework();
        }
    }

    static Table of(Snapshot snapshot) {
        List<AuthorityHistory> all = snapshot.authorities();
        Optional<LocalDate> first = all.stream()
                .flatMap(history -> history.counted().stream())
                .filter(snapshot::isPublished)
                .map(Inspection::publishedOn)
                .min(LocalDate::compareTo);
        LocalDate asOf = snapshot.asOf();
        return LAYOUT.table(() -> first.stream()
                .flatMap(from -> snapshot.period().spans(from, asOf))
                .flatMap(span -> lines(span, snapshot, all)));
    }

    private static Stream<Line> lines(PanelPeriod.Span span, Snapshot snapshot, List<AuthorityHistory> all) {
        LocalDate end = span.end().isAfter(snapshot.asOf()) ? snapshot.asOf() : span.end();
        return snapshot.asked(all.stream(), end).map(history -> {
            Authority authority = history.authority().orElseThrow();
            return new Line(
                    span, end, end.equals(span.end()), history, authority, predecessors(authority.authorityId(), all));
        });
    }

    private static List<String> predecessors(String authorityId, List<AuthorityHistory> all) {
        return all.stream()
                .flatMap(history -> history.authority().stream())
                .filter(authority -> authority.successorIds().contains(authorityId))
                .map(Authority::authorityId)
                .sorted()
                .toList();
    }

    private static List<Column<Line>> columns() {
        List<Column<Line>> columns = new ArrayList<>(List.of(
                Column.text("period", "The year, such as 2021, or the quarter, such as 2021-Q3.", line -> line.span()
                        .name()),
                Column.date("periodStart", "Its first day.", line -> line.span().start()),
                Column.date(
                        "periodEnd", "The last day looked at: that of the period, or the day asked for.", Line::end),
                Column.truth("complete", "Whether the period is over on that day.", Line::complete),
                Column.identity(
                        "authorityId",
                        "The authority's DfE code, or a provisional identity from 001 to 099.",
                        line -> line.authority().authorityId()),
                Column.text("authority", "Its name.", line -> line.authority().name()),
                Column.identity(
                        "gssCode",
                        "The code of the statistics office that was valid on the last day looked at.",
                        line -> ReferenceFiles.gssCodeOn(line.authority(), line.end())),
                Column.text("region", "The region that it lies in.", line -> line.authority()
                        .region()),
                Column.text(
                        "predecessorIds",
                        "The authorities that it took over from, separated by semicolons; blank for most.",
                        line -> line.predecessorIds().stream().collect(joined())),
                Column.date(
                        "establishedOn",
                        "Its first day; blank where that is earlier than the history.",
                        line -> line.authority().establishedOn())));
        for (Judgement judgement : Judgement.values()) {
            columns.add(Column.constant(
                    judgement.id(),
                    "The standing grade for " + judgement.label() + "; blank where there is none.",
                    Grade.class,
                    line -> line.standing(judgement).map(Standing::grade).orElse(null)));
        }
        columns.add(Column.truth(
                "inspected", "Whether an inspection was published in the period.", line -> line.inspections() > 0));
        columns.add(Column.number("inspections", "How many were.", Line::inspections));
        columns.add(Column.identity(
                "lastInspectionId", "The last inspection by then, whatever it judged.", Line::lastInspectionId));
        columns.add(Column.constant(
                "lastFramework", "The rules of that inspection.", Framework.class, Line::lastFramework));
        columns.add(Column.date("lastPublishedOn", "The day on which it was published.", Line::lastPublishedOn));
        columns.add(Column.number(
                "daysSinceEnded",
                "Days since the last day of its fieldwork.",
                line -> line.daysSince(line.lastEndedOn())));
        columns.add(Column.number(
                "daysSincePublished", "Days since it was published.", line -> line.daysSince(line.lastPublishedOn())));
        return columns;
    }

    private static Collector<CharSequence, ?, @Nullable String> joined() {
        return Collectors.collectingAndThen(Collectors.joining(";"), text -> text.isEmpty() ? null : text);
    }
}
