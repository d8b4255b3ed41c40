package uk.regionalratings.bench.history;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * A synthetic history. Event {@code i} depends only on seed, scale and {@code i}. The inspections progress through the
 * days, first under SIF and then under ILACS. Each makes the judgements of a real report of its time, which always
 * include overall effectiveness.
 */
public final class SyntheticHistory {
    /** Earlier than any machine's clock, because publication dates in the future are rejected. */
    private static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 31);

    private static final LocalDate FIRST_ILACS = LocalDate.of(2018, 1, 1);
    private static final LocalDate CARE_LEAVERS_APART = LocalDate.of(2023, 1, 1);
    private static final int DAYS_LATE = 730;
    private static final List<Judgement> ONE = List.of(Judgement.OVERALL_EFFECTIVENESS);
    private static final List<Judgement> SIF = List.of(
            Judgement.OVERALL_EFFECTIVENESS,
            Judgement.IMPACT_OF_LEADERS,
            Judgement.HELP_AND_PROTECTION,
            Judgement.IN_CARE,
            Judgement.CARE_LEAVERS,
            Judgement.ADOPTION);
    private static final List<Judgement> ILACS_TOGETHER = List.of(
            Judgement.OVERALL_EFFECTIVENESS,
            Judgement.IMPACT_OF_LEADERS,
            Judgement.HELP_AND_PROTECTION,
            Judgement.IN_CARE_AND_CARE_LEAVERS);
    private static final List<Judgement> ILACS_APART = List.of(
            Judgement.OVERALL_EFFECTIVENESS,
            Judgement.IMPACT_OF_LEADERS,
            Judgement.HELP_AND_PROTECTION,
            Judgement.IN_CARE,
            Judgement.CARE_LEAVERS);
    /** Cumulative shares of the grades, best first; close to those of real inspections. */
    private static final double[] GRADES_UP_TO = {0.15, 0.55, 0.90};

    private final Dice dice;
    private final Scale scale;
    private final Areas areas;
    private final List<String> regions;
    private final String idFormat;

    /** @param areas where the authorities are */
    public SyntheticHistory(long seed, Scale scale, Areas areas) {
        this.dice = new Dice(seed);
        this.scale = scale;
        this.areas = areas;
        this.regions = areas.regionIds();
        this.idFormat = "%0" + scale.digits() + "d";
    }

    public Scale scale() {
        return scale;
    }

    /** The groups of areas in turn: the number of an authority modulo the number of groups selects its group. */
    public List<List<Area>> areasByTurn() {
        return regions.stream().map(areas::containing).toList();
    }

    /** Reference data of an authority; numbers start at 0. */
    public Authority authority(int number) {
        String id = id(number);
        return new Authority(
                id,
                "E" + id,
                "8" + id,
                "Authority " + id,
                "authority-" + id,
                regions.get(number % regions.size()),
                null,
                null,
                List.of(),
                null,
                null);
    }

    /** The event with this number; numbers start at 0. */
    public Inspection event(long number) {
        double kind = dice.share(number, Dice.Of.KIND);
        if (number > 0 && kind < scale.duplicated()) {
            return event(earlier(number));
        }
        if (isCorrection(number, kind)) {
            return inspection(corrected(number), number);
        }
        return inspection(number, number);
    }

    /**
     * An inspection that no other event describes. Numbers at or above the scale's number of events are published on
     * the last day.
     */
    public Inspection news(long number) {
        return inspection(number, number);
    }

    private boolean isCorrection(long number, double kind) {
        return number > 0 && kind >= scale.duplicated() && kind < scale.duplicated() + scale.corrected();
    }

    /** The first event of the inspection that this event repeats or corrects. */
    private long corrected(long number) {
        long at = number;
        while (at > 0 && dice.share(at, Dice.Of.KIND) < scale.duplicated() + scale.corrected()) {
            at = earlier(at);
        }
        return at;
    }

    /** Close enough that the two events often share a commit, far enough apart that often they do not. */
    private long earlier(long number) {
        long window = Math.min(number, 4L * scale.authorities());
        return number - 1 - dice.below(window, number, Dice.Of.EARLIER);
    }

    /**
     * @param first the first event of the inspection; determines everything except grades and revision
     * @param told the event to create
     */
    private Inspection inspection(long first, long told) {
        int authority = (int) dice.below(scale.authorities(), first, Dice.Of.AUTHORITY);
        LocalDate publishedOn = publishedOn(first);
        LocalDate endedOn = publishedOn.minusDays(20 + dice.below(60, first, Dice.Of.WRITING));
        String id = id(authority);
        return new Inspection(
                String.format(Locale.ROOT, "%s-%010d", id, first),
                id,
                // Later events have higher revisions, so the later of two corrections wins.
                first == told ? 1 : Math.toIntExact(1 + told),
                false,
                publishedOn.isBefore(FIRST_ILACS) ? Framework.SIF : Framework.ILACS,
                endedOn.minusDays(11),
                endedOn,
                publishedOn,
                grades(publishedOn, endedOn, told),
                "https://files.ofsted.gov.uk/v1/file/" + (50_000_000 + first));
    }

    private LocalDate publishedOn(long first) {
        LocalDate firstDay = LAST_DAY.minusDays(scale.days() - 1L);
        long turn = Math.min(scale.days() - 1L, (long) ((double) first / scale.events() * scale.days()));
        LocalDate inTurn = firstDay.plusDays(turn);
        if (dice.share(first, Dice.Of.LATE) >= scale.late()) {
            return inTurn;
        }
        LocalDate late = inTurn.minusDays(1 + dice.below(DAYS_LATE, first, Dice.Of.DAYS_LATE));
        return late.isBefore(firstDay) ? firstDay : late;
    }

    private Map<Judgement, GradeGiven> grades(LocalDate publishedOn, LocalDate endedOn, long told) {
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : judgements(publishedOn, endedOn)) {
            grades.put(judgement, GradeGiven.of(grade(dice.share(told * 16 + judgement.ordinal(), Dice.Of.GRADE))));
        }
        return grades;
    }

    private List<Judgement> judgements(LocalDate publishedOn, LocalDate endedOn) {
        if (scale.oneJudgement()) {
            return ONE;
        }
        if (publishedOn.isBefore(FIRST_ILACS)) {
            return SIF;
        }
        return endedOn.isBefore(CARE_LEAVERS_APART) ? ILACS_TOGETHER : ILACS_APART;
    }

    private static Grade grade(double share) {
        int at = 0;
        while (at < GRADES_UP_TO.length && share >= GRADES_UP_TO[at]) {
            at++;
        }
        return Grade.values()[at];
    }

    private String id(int authority) {
        return String.format(Locale.ROOT, idFormat, authority);
    }
}
