package uk.regionalratings.alerts;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.AreaCounts;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.Family;
import uk.regionalratings.contract.Grade;
import uk.regionalratings.contract.GradeCount;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Framework;

/**
 * Describes a rating change in one line for a person: "20 Aug 2021 Sunderland: overall effectiveness Inadequate ->
 * Outstanding (+3), first of its kind in England; now 18 in England, 4 in the North". The numbers count the authorities
 * with the new grade in the inspection's family, as a council's announcement would.
 */
public final class AlertLine {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);

    private final Areas areas;

    /** @param areas the names of areas */
    public AlertLine(Areas areas) {
        this.areas = areas;
    }

    /** The line; it contains no line break or other control character. */
    public String of(Alert alert) {
        RatingChanged change = alert.change();
        String line = (alert.sample() ? "SAMPLE, nothing has changed: " : "")
                + (change.getRetracted() ? "RETRACTED: " : "")
                + DATE.format(change.getPublishedOn()) + " " + title(change) + remarks(change) + numbers(change);
        return line.replaceAll("\\p{Cntrl}", " ");
    }

    /**
     * What happened, without the date and the counts: "Sunderland: overall effectiveness Inadequate -> Outstanding
     * (+3)".
     */
    public String title(RatingChanged change) {
        return change.getAuthority() + ": " + judgement(change) + " " + movement(change);
    }

    /** The judgement in lower case: "help and protection". */
    private static String judgement(RatingChanged change) {
        String label = ContractMapping.fromContract(change.getJudgement()).label();
        return label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
    }

    private static String movement(RatingChanged change) {
        String to = label(change.getTo());
        Integer steps = change.getSteps();
        if (change.getFrom() == null || steps == null) {
            return to + " (first grade)";
        }
        String moved = steps == 0 ? "maintained" : String.format(Locale.ROOT, "%+d", steps);
        return label(change.getFrom()) + " -> " + to + " (" + moved + ")";
    }

    private static String label(@Nullable Grade grade) {
        return grade == null ? "none" : ContractMapping.fromContract(grade).label();
    }

    private static String remarks(RatingChanged change) {
        List<String> remarks = new ArrayList<>();
        if (change.getFirstOfItsKind()) {
            remarks.add("first of its kind in England");
        }
        if (change.getLate()) {
            remarks.add("late news: a newer report was already known");
        }
        if (change.getVersion() > 1 && !change.getRetracted()) {
            remarks.add("version " + change.getVersion() + " of this news");
        }
        return remarks.isEmpty() ? "" : ", " + String.join(", ", remarks);
    }

    private String numbers(RatingChanged change) {
        if (change.getRetracted()) {
            return "";
        }
        Family family = family(change.getFramework().name());
        List<String> numbers = new ArrayList<>();
        number(change, family, Area.ENGLAND).ifPresent(numbers::add);
        nearest(change.getRegion())
                .flatMap(area -> number(change, family, area))
                .ifPresent(numbers::add);
        return numbers.isEmpty() ? "" : "; now " + String.join(", ", numbers);
    }

    /** The family whose counts the line shows: a change has counts for ILACS and for any framework. */
    private static Family family(String framework) {
        return Framework.ofId(framework)
                .map(Framework::family)
                .filter(family -> family == uk.regionalratings.vocabulary.Family.ILACS)
                .map(family -> Family.ILACS)
                .orElse(Family.ANY);
    }

    /** The largest area below the country that contains the region: a group such as the North, or the region itself. */
    private Optional<String> nearest(String region) {
        return areas.containing(region).stream()
                .filter(area -> area.kind() != Area.Kind.COUNTRY)
                .max(Comparator.comparingInt(
                        area -> areas.wholeRegions(area.areaId()).size()))
                .map(Area::areaId);
    }

    private Optional<String> number(RatingChanged change, Family family, String areaId) {
        return change.getCounts().stream()
                .filter(counts -> counts.getArea().equals(areaId) && counts.getFamily() == family)
                .findFirst()
                .map(counts -> count(counts, change.getTo()) + " in " + name(areaId));
    }

    private static int count(AreaCounts counts, Grade grade) {
        return counts.getCounts().stream()
                .filter(count -> count.getGrade() == grade)
                .mapToInt(GradeCount::getAuthorities)
                .sum();
    }

    private String name(String areaId) {
        String name = areas.find(areaId).map(Area::name).orElse(areaId);
        return name.startsWith("The ") ? "the " + name.substring(4) : name;
    }
}
