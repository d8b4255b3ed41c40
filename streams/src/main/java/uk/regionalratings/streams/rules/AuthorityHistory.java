package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.OtherScale;

/**
 * Everything known about one authority: its reference data and the highest revision of each inspection. Immutable. The
 * content depends only on the set of events, not on their order or repetition.
 */
public final class AuthorityHistory {
    /**
     * Decides between two contents with the same revision. Any total order would do: only the content may decide, never
     * the order of arrival.
     */
    private static final Comparator<Object> CONTENT = Comparator.comparing(AuthorityHistory::inWords);

    private final String authorityId;
    private final @Nullable Registration registration;
    private final List<Inspection> inspections;
    private final CountedInspections counted;

    /**
     * A history from stored parts.
     *
     * @param registration the reference data; null if inspections came before it
     * @param inspections one revision of each inspection, withdrawn ones included, in any order
     */
    public AuthorityHistory(String authorityId, @Nullable Registration registration, List<Inspection> inspections) {
        this(authorityId, registration, inOrder(inspections), null);
    }

    /**
     * A later history of the same authority, from stored parts.
     *
     * @param later one revision of each inspection, in any order; inspections that are the same objects as in this
     *     history cost next to nothing
     */
    public AuthorityHistory with(@Nullable Registration kept, List<Inspection> later) {
        return new AuthorityHistory(
                authorityId, Objects.equals(registration, kept) ? registration : kept, inOrder(later), this);
    }

    private static List<Inspection> inOrder(List<Inspection> inspections) {
        for (int i = 1; i < inspections.size(); i++) {
            if (Inspection.ORDER.compare(inspections.get(i - 1), inspections.get(i)) > 0) {
                return inspections.stream().sorted(Inspection.ORDER).toList();
            }
        }
        return List.copyOf(inspections);
    }

    /**
     * @param inOrder in {@link Inspection#ORDER}
     * @param known a history with most of these inspections, whose marks can be reused; null if there is none
     */
    private AuthorityHistory(
            String authorityId,
            @Nullable Registration registration,
            List<Inspection> inOrder,
            @Nullable AuthorityHistory known) {
        this.authorityId = authorityId;
        this.registration = registration;
        this.inspections = inOrder;
        this.counted = new CountedInspections(counted(inOrder), known == null ? null : known.counted);
    }

    private static List<Inspection> counted(List<Inspection> inOrder) {
        for (Inspection any : inOrder) {
            if (any.withdrawn()) {
                return inOrder.stream()
                        .filter(inspection -> !inspection.withdrawn())
                        .toList();
            }
        }
        return inOrder;
    }

    /** A history without reference data or inspections. */
    public static AuthorityHistory empty(String authorityId) {
        return new AuthorityHistory(authorityId, null, List.of());
    }

    public String authorityId() {
        return authorityId;
    }

    /** The reference data, if it has arrived. */
    public Optional<Registration> registration() {
        return Optional.ofNullable(registration);
    }

    /** The authority, if its reference data has arrived. */
    public Optional<Authority> authority() {
        return registration().map(Registration::authority);
    }

    /** The highest revision of each inspection in {@link Inspection#ORDER}, withdrawn ones included. */
    public List<Inspection> inspections() {
        return inspections;
    }

    /** The inspections that count, in {@link Inspection#ORDER}: all that are not withdrawn. */
    public List<Inspection> counted() {
        return counted.inspections();
    }

    /** The inspections that count, as numbers. */
    CountedInspections numbers() {
        return counted;
    }

    /** Adds one revision of an inspection of this authority. */
    public Outcome apply(Inspection arrived) {
        for (Inspection known : inspections) {
            if (known.inspectionId().equals(arrived.inspectionId())) {
                return compare(known.revision(), known, arrived.revision(), arrived, () -> replace(known, arrived));
            }
        }
        return new Outcome.Applied(replace(null, arrived));
    }

    @SuppressWarnings("ReferenceEquality") // The search found the inspection among them.
    private AuthorityHistory replace(@Nullable Inspection known, Inspection arrived) {
        List<Inspection> changed = new ArrayList<>(inspections.size() + 1);
        boolean missing = true;
        for (Inspection one : inspections) {
            if (missing && Inspection.ORDER.compare(arrived, one) < 0) {
                changed.add(arrived);
                missing = false;
            }
            if (one != known) {
                changed.add(one);
            }
        }
        if (missing) {
            changed.add(arrived);
        }
        return new AuthorityHistory(authorityId, registration, Collections.unmodifiableList(changed), this);
    }

    /** Adds one revision of the reference data of this authority. */
    public Outcome register(Registration arrived) {
        AuthorityHistory changed = new AuthorityHistory(authorityId, arrived, inspections, this);
        if (registration == null) {
            return new Outcome.Applied(changed);
        }
        return compare(
                registration.revision(),
                registration.authority(),
                arrived.revision(),
                arrived.authority(),
                () -> changed);
    }

    private static Outcome compare(
            long knownRevision,
            Object known,
            long arrivedRevision,
            Object arrived,
            Supplier<AuthorityHistory> changed) {
        if (arrivedRevision > knownRevision) {
            return new Outcome.Applied(changed.get());
        }
        if (arrivedRevision < knownRevision || arrived.equals(known)) {
            return new Outcome.Duplicate();
        }
        return CONTENT.compare(arrived, known) > 0 ? new Outcome.Applied(changed.get()) : new Outcome.Conflict();
    }

    /**
     * The standing grade (docs/domain-rules.md): the grade given by the last considered inspection that makes the
     * judgement.
     *
     * @param looked which inspections of the family to consider, such as those published by a day
     */
    public Optional<Standing> standing(Family family, Judgement judgement, Predicate<Inspection> looked) {
        Standing standing = null;
        for (Inspection inspection : counted()) {
            if (family.includes(inspection.framework()) && looked.test(inspection)) {
                standing = after(standing, inspection, judgement);
            }
        }
        return Optional.ofNullable(standing);
    }

    /**
     * The content in the form used before inspections on other scales were kept, so that a replay makes the same
     * decisions.
     */
    private static String inWords(Object content) {
        return content.toString().replace(", other=null]", "]");
    }

    /**
     * The last inspection that judged, if it used words that count as no grade (docs/decisions/0031); the standing
     * grade is then from an earlier one.
     *
     * @param looked which inspections of the family to consider
     */
    public Optional<Inspection> notComparable(Family family, Judgement judgement, Predicate<Inspection> looked) {
        Inspection last = null;
        for (Inspection inspection : counted()) {
            OtherScale other = inspection.other();
            boolean inWords = other != null && other.judges(judgement);
            if ((inWords || (last != null && inspection.makes(judgement)))
                    && family.includes(inspection.framework())
                    && looked.test(inspection)) {
                last = inWords ? inspection : null;
            }
        }
        return Optional.ofNullable(last);
    }

    /** A standing grade with its family and judgement. */
    public record StandingGrade(Family family, Judgement judgement, Standing standing) {}

    /** The standing grades by family and judgement, with all known inspections published. */
    public List<StandingGrade> standing() {
        List<StandingGrade> grades = new ArrayList<>();
        for (Family family : Family.values()) {
            for (Judgement judgement : Judgement.values()) {
                int state = counted.stateBefore(counted.size(), family.code(), judgement.code());
                if (DayState.isRated(state)) {
                    Inspection given = counted.inspections().get(counted.last(family.code(), judgement.code()));
                    grades.add(new StandingGrade(
                            family,
                            judgement,
                            new Standing(given.grade(judgement).orElseThrow(), given, DayState.isSuperseded(state))));
                }
            }
        }
        return grades;
    }

    /** The last considered inspection, whatever it judged. */
    public Optional<Inspection> last(Family family, Predicate<Inspection> looked) {
        return counted().stream()
                .filter(inspection -> family.includes(inspection.framework()) && looked.test(inspection))
                .reduce((earlier, later) -> later);
    }

    private static @Nullable Standing after(@Nullable Standing before, Inspection inspection, Judgement judgement) {
        if (inspection.makes(judgement)) {
            return new Standing(inspection.grade(judgement).orElseThrow(), inspection, false);
        }
        return before == null ? null : new Standing(before.grade(), before.inspection(), true);
    }

    /** Whether the reference data is known and has neither a first nor a last day. */
    boolean isUnlimited() {
        return registration != null
                && registration.authority().establishedOn() == null
                && registration.authority().abolishedOn() == null;
    }

    /** The first day on which the authority counts. */
    int firstDay() {
        LocalDate first = registration == null ? null : registration.authority().establishedOn();
        return first == null ? Lines.BEGINNING : Lines.day(first);
    }

    /** The day after the last one on which it counts. */
    int end() {
        LocalDate last = registration == null ? null : registration.authority().abolishedOn();
        return last == null ? Integer.MAX_VALUE : Lines.day(last.plusDays(1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuthorityHistory that
                && authorityId.equals(that.authorityId)
                && Objects.equals(registration, that.registration)
                && inspections.equals(that.inspections);
    }

    @Override
    public int hashCode() {
        return authorityId.hashCode();
    }

    @Override
    public String toString() {
        return "AuthorityHistory[" + registration + ", " + inspections + "]";
    }
}
