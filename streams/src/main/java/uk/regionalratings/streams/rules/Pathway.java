package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * What follows an inspection under Ofsted's rule of April 2026 (docs/domain-rules.md, The next inspection).
 *
 * @param kind what follows
 * @param reason why, as a sentence without its full stop
 */
public record Pathway(Kind kind, String reason) {
    private static final Judgement LEADERS = Judgement.IMPACT_OF_LEADERS;
    private static final List<Judgement> PRACTICE =
            List.of(Judgement.HELP_AND_PROTECTION, Judgement.IN_CARE, Judgement.CARE_LEAVERS);
    private static final int ENOUGH = 2;

    /** What may follow an inspection. */
    public enum Kind {
        /** A short inspection, and a focused visit before it. */
        SHORT_INSPECTION,
        /** A standard inspection. */
        STANDARD_INSPECTION,
        /** Monitoring visits, and an inspection after them. */
        MONITORING,
        /** The report does not make the judgements that decide. */
        UNDECIDED
    }

    /** What follows {@code last}; empty on days before the rule. */
    public static Optional<Pathway> after(Inspection last, LocalDate day) {
        return day.isBefore(Framework.ILACS_2026.since()) ? Optional.empty() : Optional.of(after(last));
    }

    private static Pathway after(Inspection last) {
        List<Judgement> inadequate = given(last, List.of(Judgement.values()), Grade.INADEQUATE, Grade.INADEQUATE);
        if (!inadequate.isEmpty()) {
            return new Pathway(Kind.MONITORING, "Inadequate for " + names(inadequate));
        }
        Optional<Grade> leaders = last.grade(LEADERS);
        if (leaders.isPresent() && !isGood(leaders.get())) {
            return new Pathway(Kind.STANDARD_INSPECTION, leaders.get().label() + " for " + names(List.of(LEADERS)));
        }
        List<Judgement> good = given(last, PRACTICE, Grade.OUTSTANDING, Grade.GOOD);
        List<Judgement> absent =
                PRACTICE.stream().filter(one -> !last.makes(one)).toList();
        if (good.size() + absent.size() < ENOUGH) {
            return new Pathway(
                    Kind.STANDARD_INSPECTION,
                    "Good or better for " + good.size() + " of the three practice judgements, fewer than two");
        }
        if (leaders.isEmpty() || good.size() < ENOUGH) {
            return new Pathway(
                    Kind.UNDECIDED,
                    "the last report gives no grade of its own for "
                            + names(leaders.isEmpty() ? with(absent) : absent));
        }
        return new Pathway(
                Kind.SHORT_INSPECTION,
                leaders.get().label() + " for " + names(List.of(LEADERS)) + ", and Good or better for " + names(good));
    }

    private static List<Judgement> with(List<Judgement> absent) {
        return Stream.concat(Stream.of(LEADERS), absent.stream()).toList();
    }

    /** The judgements for which the report gives a grade from {@code best} to {@code worst}. */
    private static List<Judgement> given(Inspection last, List<Judgement> judgements, Grade best, Grade worst) {
        return judgements.stream()
                .filter(judgement -> last.grade(judgement)
                        .filter(grade -> grade.compareTo(best) >= 0 && grade.compareTo(worst) <= 0)
                        .isPresent())
                .toList();
    }

    private static boolean isGood(Grade grade) {
        return grade.compareTo(Grade.GOOD) <= 0;
    }

    private static String names(List<Judgement> judgements) {
        return judgements.stream()
                .map(judgement -> judgement.label().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
