package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.streams.query.count.ShownCounts;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** Describes the vocabulary as {@link Meta}, from the enums wherever they have the names. */
final class MetaAnswer {
    private static final List<Meta.Meaning> DATES = List.of(
            new Meta.Meaning(
                    "asOf",
                    "Day in the world: inspections published by it count, for the authorities that exist on it"),
            new Meta.Meaning(
                    "inspectedBy",
                    "Inspections whose fieldwork ended later do not count; official statistics name both days"),
            new Meta.Meaning(
                    "knownAt",
                    "Instant or version of our data: facts that came later are left out, whatever day they are about"),
            new Meta.Meaning("publishedOn", "Day on which Ofsted published the report"),
            new Meta.Meaning("startedOn, endedOn", "First and last day of fieldwork"));

    private static final List<Meta.Meaning> UNITS = List.of(
            new Meta.Meaning("counts", "Authorities by standing grade"),
            new Meta.Meaning("shares", "Fractions from 0 to 1 of the rated authorities; notRated ones are not in them"),
            new Meta.Meaning(
                    "superseded",
                    "Standing grades after which a later inspection of the family did not make the judgement"),
            new Meta.Meaning(
                    "notRated", "Authorities without a standing grade; with counts they add up to authorities"),
            new Meta.Meaning(
                    "notComparable",
                    "Authorities whose last inspection that judged this did so on a scale that is compared with no other; their"
                            + " grades from before are in the counts"),
            new Meta.Meaning(
                    "goodOrOutstanding",
                    "Share of authorities whose grade is OUTSTANDING or GOOD, of those with a grade of that scale"),
            new Meta.Meaning("steps", "Grades better, from -3 to 3"),
            new Meta.Meaning("daysSinceEnded, daysSincePublished", "Days to asOf"),
            new Meta.Meaning("dates", "YYYY-MM-DD, civil dates in London"));

    private MetaAnswer() {}

    static Meta of(Areas areas, Frameworks frameworks, LocalDate today) {
        return new Meta(
                areas.all().stream().map(MetaAnswer::named).toList(),
                Arrays.stream(Judgement.values())
                        .map(judgement -> judgement(judgement, today))
                        .toList(),
                frameworks.all().stream().map(MetaAnswer::framework).toList(),
                Arrays.stream(Grade.values())
                        .map(grade -> new Meta.GradeMeaning(
                                grade.name(), grade.label(), grade.ordinal() + 1, ShownCounts.isUpper(grade)))
                        .toList(),
                DATES,
                UNITS,
                "Ofsted",
                "https://reports.ofsted.gov.uk/",
                "Open Government Licence v3.0",
                "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/");
    }

    private static Meta.Named named(Area area) {
        return new Meta.Named(area.areaId(), area.name());
    }

    private static Meta.JudgementMeaning judgement(Judgement judgement, LocalDate today) {
        return new Meta.JudgementMeaning(
                judgement.id(),
                judgement.label(),
                Framework.known().stream()
                        .filter(framework -> framework.makes(judgement))
                        .map(Framework::name)
                        .toList(),
                Framework.inForce(Family.ANY, today).makes(judgement));
    }

    /** A framework from the frameworks file. */
    private static Meta.FrameworkMeaning framework(Frameworks.Described described) {
        Optional<Framework> ours = Framework.ofId(described.id());
        return new Meta.FrameworkMeaning(
                described.id(),
                ours.map(Framework::family).orElse(Family.ANY).id(),
                described.since(),
                described.judgements(),
                ours.map(Framework::leading).orElse(List.of()).stream()
                        .map(Judgement::id)
                        .toList(),
                described.name(),
                described.scale(),
                described.countsAs().stream().map(Grade::name).toList());
    }
}
