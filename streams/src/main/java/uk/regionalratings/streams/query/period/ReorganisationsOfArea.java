package uk.regionalratings.streams.query.period;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AboutArea;
import uk.regionalratings.streams.query.area.AskedArea;
import uk.regionalratings.streams.query.area.AuthorityName;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.streams.view.RatingsState;

/**
 * The reorganisations of an area: past ones, and those that are known to come.
 *
 * @param area the area
 * @param reorganisations the latest day first
 * @param areaNote see {@link AboutArea}
 */
public record ReorganisationsOfArea(String area, List<Reorganisation> reorganisations, @Nullable String areaNote)
        implements AboutArea {
    /**
     * The authorities of an area that were established or abolished on one day.
     *
     * @param day the first day of the new ones, and the day after the last one of the old ones
     * @param abolished the authorities that ended
     * @param established the authorities that began
     * @param knownSince the instant at which the newest of their reference data was registered; null if its revision is
     *     no time, since another program published it
     * @param words the same in a sentence
     */
    public record Reorganisation(
            LocalDate day,
            List<AuthorityName> abolished,
            List<AuthorityName> established,
            @Nullable String knownSince,
            String words) {}

    /** Our ingest numbers revisions by its clock; smaller ones are plain numbers. */
    private static final long EARLIEST_TIME =
            Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

    public static ReorganisationsOfArea of(AskedArea area, RatingsState view) {
        List<AuthorityHistory> all = area.everybody(view).toList();
        return new ReorganisationsOfArea(
                area.id(),
                new Breaks(area, view, LocalDate.MIN, LocalDate.MAX)
                        .reorganisations().stream()
                                .sorted(Comparator.comparing(TimelineOfArea.Reorganisation::day)
                                        .reversed())
                                .map(one -> reorganisation(one, all))
                                .toList(),
                area.note());
    }

    private static Reorganisation reorganisation(TimelineOfArea.Reorganisation one, List<AuthorityHistory> all) {
        List<String> concerned = Stream.concat(one.abolished().stream(), one.established().stream())
                .map(AuthorityName::authorityId)
                .toList();
        long known = all.stream()
                .filter(history -> concerned.contains(history.authorityId()))
                .flatMap(history -> history.registration().stream())
                .mapToLong(Registration::revision)
                .max()
                .orElse(0);
        return new Reorganisation(
                one.day(),
                one.abolished(),
                one.established(),
                known < EARLIEST_TIME ? null : Instant.ofEpochMilli(known).toString(),
                words(one));
    }

    private static String words(TimelineOfArea.Reorganisation one) {
        return Stream.of(sentence(one.abolished(), "abolished"), sentence(one.established(), "established"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** "East Surrey and West Surrey are established"; empty for nobody. */
    private static String sentence(List<AuthorityName> who, String verb) {
        List<String> names = who.stream().map(AuthorityName::authority).toList();
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> names.get(0) + " is " + verb;
            default ->
                String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1) + " are "
                        + verb;
        };
    }
}
