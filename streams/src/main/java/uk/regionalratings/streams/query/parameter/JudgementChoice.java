package uk.regionalratings.streams.query.parameter;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The judgements that a query covers: one, the profile or all. A query for several judgements considers only the grades
 * from an authority's last inspection, because a superseded grade says nothing about today.
 *
 * @param id as written in queries and answers
 * @param judgements in declaration order
 */
public record JudgementChoice(String id, List<Judgement> judgements) {
    /** Every judgement. */
    public static final JudgementChoice ALL = new JudgementChoice("all", List.of(Judgement.values()));

    /** The default where the contract specifies one: overall effectiveness. */
    public static final JudgementChoice BY_CONTRACT = of(Judgement.OVERALL_EFFECTIVENESS);

    private static final String PROFILE_ID = "profile";

    /** The permitted choices. The profile is that of the newest framework. */
    static final List<JudgementChoice> VALUES = Stream.concat(
                    Arrays.stream(Judgement.values()).map(JudgementChoice::of),
                    Stream.of(profile(newest().leading()), ALL))
            .toList();

    public static JudgementChoice of(Judgement judgement) {
        return new JudgementChoice(judgement.id(), List.of(judgement));
    }

    private static JudgementChoice profile(List<Judgement> judgements) {
        return new JudgementChoice(PROFILE_ID, judgements);
    }

    private static Framework newest() {
        List<Framework> frameworks = Framework.known();
        return frameworks.get(frameworks.size() - 1);
    }

    /** The judgements that lead in inspections of {@code day}: the profile if there are several. */
    public static JudgementChoice leading(Family family, LocalDate day) {
        List<Judgement> leading = Framework.inForce(family, day).leading();
        return leading.size() == 1 ? of(leading.get(0)) : profile(leading);
    }

    /** Whether this choice is a single judgement. */
    public boolean isOne() {
        return judgements.size() == 1;
    }

    /** The single judgement. */
    public Judgement one() {
        if (!isOne()) {
            throw new IllegalStateException(id + " is several judgements");
        }
        return judgements.get(0);
    }

    /** The lowest grade that an inspection gives in these judgements; empty if it makes none of them. */
    public Optional<Grade> lowest(Inspection inspection) {
        Grade lowest = null;
        for (Judgement judgement : judgements) {
            Grade grade = inspection.grade(judgement).orElse(null);
            lowest = lowest == null || (grade != null && grade.compareTo(lowest) > 0) ? grade : lowest;
        }
        return Optional.ofNullable(lowest);
    }

    /** The identifiers of the judgements. */
    public List<String> ids() {
        return judgements.stream().map(Judgement::id).toList();
    }
}
