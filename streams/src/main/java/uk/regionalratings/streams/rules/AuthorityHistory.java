package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.ArrayList;
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

/**
 * All that is known of one authority: its reference data and the highest revision of each inspection. Immutable, and the
 * same whatever the order in which the events came in and however often they did.
 */
public final class AuthorityHistory {
    /**
     * Decides between two contents that claim the same revision. Any total order of contents would do: what matters
     * is that the order of arrival has no say.
     */
    private static final Comparator<Object> CONTENT = Comparator.comparing(Object::toString);

    private final String authorityId;
    private final @Nullable Registration registration;
    private final List<Inspection> inspections;
    private final List<Inspection> counted;

    /**
     * A history as it was kept.
     *
     * @param registration the reference data; null when inspections came before it
     * @param inspections one revision of each inspection, withdrawn ones included, in any order
     */
    public AuthorityHistory(String authorityId, @Nullable Registration registration, List<Inspection> inspections) {
        this.authorityId = authorityId;
        this.registration = registration;
        this.inspections = inspections.stream().sorted(Inspection.ORDER).toList();
        this.counted = this.inspections.stream()
                .filter(inspection -> !inspection.withdrawn())
                .toList();
    }

    /** The history of an authority of which nothing is known yet. */
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

    /** The inspections that count: those not withdrawn, in {@link Inspection#ORDER}. */
    public List<Inspection> counted() {
        return counted;
    }

    /** Takes in one revision of an inspection of this authority. */
    public Outcome apply(Inspection arrived) {
        for (Inspection known : inspections) {
            if (known.inspectionId().equals(arrived.inspectionId())) {
                return compare(known.revision(), known, arrived.revision(), arrived, () -> replace(known, arrived));
            }
        }
        return new Outcome.Applied(replace(null, arrived));
    }

    private AuthorityHistory replace(@Nullable Inspection known, Inspection arrived) {
        List<Inspection> changed = new ArrayList<>(inspections);
        changed.remove(known);
        changed.add(arrived);
        return new AuthorityHistory(authorityId, registration, changed);
    }

    /** Takes in one revision of the reference data of this authority. */
    public Outcome register(Registration arrived) {
        AuthorityHistory changed = new AuthorityHistory(authorityId, arrived, inspections);
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
     * The standing grade (DESIGN.md section 2): of the inspections that are looked at and make the judgement, the
     * last one's grade.
     *
     * @param looked which inspections are looked at besides those of the family, such as those published by a day
     */
    public Optional<Standing> standing(Family family, Judgement judgement, Predicate<Inspection> looked) {
        Standing standing = null;
        for (Inspection inspection : counted) {
            if (family.includes(inspection.framework()) && looked.test(inspection)) {
                standing = after(standing, inspection, judgement);
            }
        }
        return Optional.ofNullable(standing);
    }

    /** The last inspection that is looked at, whatever it judged. */
    public Optional<Inspection> last(Family family, Predicate<Inspection> looked) {
        return counted.stream()
                .filter(inspection -> family.includes(inspection.framework()) && looked.test(inspection))
                .reduce((earlier, later) -> later);
    }

    private static @Nullable Standing after(@Nullable Standing before, Inspection inspection, Judgement judgement) {
        if (inspection.makes(judgement)) {
            return new Standing(inspection.grade(judgement).orElseThrow(), inspection, false);
        }
        return before == null ? null : new Standing(before.grade(), before.inspection(), true);
    }

    /**
     * How the authority counts, day by day: segments that follow one another without a gap from its first to its
     * last day. Empty while the reference data has not arrived.
     */
    public List<Segment> timeline(Family family, Judgement judgement) {
        if (registration == null) {
            return List.of();
        }
        Authority authority = registration.authority();
        LocalDate firstDay = authority.establishedOn() == null ? Segment.BEGINNING : authority.establishedOn();
        LocalDate end =
                authority.abolishedOn() == null ? null : authority.abolishedOn().plusDays(1);

        TimelineBuilder timeline = new TimelineBuilder(firstDay, end);
        Standing standing = null;
        for (Inspection inspection : counted) {
            if (family.includes(inspection.framework())) {
                standing = after(standing, inspection, judgement);
                if (standing != null) {
                    timeline.stands(inspection.publishedOn(), standing);
                }
            }
        }
        return timeline.build();
    }

    /**
     * What each inspection that counts did to {@code judgement}, in {@link Inspection#ORDER}. Empty while the
     * reference data has not arrived.
     */
    public List<RatingChange> changes(Judgement judgement) {
        if (registration == null) {
            return List.of();
        }
        List<RatingChange> changes = new ArrayList<>();
        Inspection previous = null;
        for (Inspection inspection : counted) {
            if (inspection.makes(judgement)) {
                changes.add(new RatingChange(judgement, inspection, previous));
                previous = inspection;
            }
        }
        return changes;
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
