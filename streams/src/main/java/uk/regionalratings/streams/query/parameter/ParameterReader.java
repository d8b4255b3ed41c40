package uk.regionalratings.streams.query.parameter;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.export.PanelPeriod;
import uk.regionalratings.vocabulary.Direction;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** Reads parameters one by one, with their defaults, and collects every problem instead of stopping at the first. */
public final class ParameterReader {
    public static final String JUDGEMENT = "judgement";
    public static final String FRAMEWORK = "framework";
    public static final String AS_OF = "asOf";
    public static final String INSPECTED_BY = "inspectedBy";
    public static final String LINEAGE = "lineage";
    public static final String GRADE = "grade";
    public static final String FROM = "from";
    public static final String TO = "to";
    public static final String BETWEEN = "between";
    public static final String INTERVAL = "interval";
    public static final String AREA = "area";
    public static final String AUTHORITY = "authority";
    public static final String DIRECTION = "direction";
    public static final String LIMIT = "limit";
    public static final String AFTER = "after";
    public static final String WAITED = "waited";
    public static final String SORT = "sort";
    public static final String STEPS = "steps";
    public static final String LAST = "last";
    public static final String EVER_GRADED = "everGraded";
    public static final String WEIGHTS = "weights";

    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2999, 12, 31);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final String DATES = "a date YYYY-MM-DD from " + EARLIEST + " to " + LATEST;
    private final Map<String, List<String>> values;
    private final List<ParameterProblem> problems = new ArrayList<>();

    /** @param allowed the parameters that the question knows; any other is a problem */
    public ParameterReader(QueryParameters parameters, List<String> allowed) {
        this.values = parameters.values();
        values.forEach((name, given) -> {
            if (!allowed.contains(name)) {
                String instead = allowed.isEmpty() ? "no parameter at all" : String.join(", ", allowed);
                problem(name, given.isEmpty() ? "" : given.get(0), "is the value of an unknown parameter", instead);
            } else if (given.isEmpty()) {
                problem(name, "", "can't be decoded", "percent-encoded UTF-8");
            } else if (given.size() > 1) {
                problem(name, String.join(", ", given), "is more than one value", "each parameter once");
            }
        });
    }

    public List<ParameterProblem> problems() {
        return List.copyOf(problems);
    }

    public void problem(String parameter, String given, String problem, String allowed) {
        problems.add(ParameterProblem.of(parameter, given, problem, allowed));
    }

    /** One judgement, the profile or all; none by default. */
    public Optional<JudgementChoice> judgements() {
        return constant(JUDGEMENT, JudgementChoice.VALUES, JudgementChoice::id);
    }

    /** One judgement; overall effectiveness by default. */
    public Judgement judgement() {
        return constant(JUDGEMENT, List.of(Judgement.values()), Judgement::id).orElse(Judgement.OVERALL_EFFECTIVENESS);
    }

    /** What transitions compare; none by default. */
    public Optional<Between> between() {
        return constant(BETWEEN, List.of(Between.values()), Between::id);
    }

    /** A length of time; null if it is missing or invalid. */
    @Nullable
    public Age age(String name) {
        String given = single(name);
        if (given == null) {
            return null;
        }
        Optional<Age> age = Age.of(given.strip().toLowerCase(Locale.ROOT));
        if (age.isEmpty()) {
            problem(name, given, "is not a length of time", Age.ALLOWED);
        }
        return age.orElse(null);
    }

    /** The direction; none by default. */
    public Optional<Direction> direction() {
        return constant(DIRECTION, List.of(Direction.values()), Direction::name);
    }

    /** A whole number from 1 to {@code most}. */
    public int limit(int most, int byDefault) {
        return number(LIMIT, most, byDefault);
    }

    /** The least number of grades of a change; none by default. */
    public int steps() {
        return number(STEPS, Grade.values().length - 1, 0);
    }

    private int number(String name, int most, int byDefault) {
        String given = single(name);
        if (given == null) {
            return byDefault;
        }
        if (NUMBER.matcher(given).matches()) {
            int number = Integer.parseInt(given);
            if (number >= 1 && number <= most) {
                return number;
            }
        }
        problem(name, given, "is not a number that can be asked for", "a whole number from 1 to " + most);
        return byDefault;
    }

    /** The family of frameworks; any by default. */
    public Family family() {
        return constant(FRAMEWORK, List.of(Family.values()), Family::id).orElse(Family.ANY);
    }

    /** How an authority without an inspection of its own counts; not rated by default. */
    public LineageChoice lineage() {
        return constant(LINEAGE, List.of(LineageChoice.values()), LineageChoice::id)
                .orElse(LineageChoice.NONE);
    }

    /** The interval; a month by default. */
    public Interval interval() {
        return constant(INTERVAL, List.of(Interval.values()), Interval::id).orElse(Interval.MONTH);
    }

    /** The period of the panel; a year by default. */
    public PanelPeriod panelPeriod() {
        return constant(INTERVAL, List.of(PanelPeriod.values()), PanelPeriod::id)
                .orElse(PanelPeriod.YEAR);
    }

    /** The grade that an inspection gives; none by default. */
    public Optional<Grade> gradeGiven() {
        return constant(GRADE, List.of(Grade.values()), Grade::name);
    }

    /** The grade that authorities once had; none by default. */
    public Optional<Grade> everGraded() {
        return constant(EVER_GRADED, List.of(Grade.values()), Grade::name);
    }

    /** Points for a day with each grade. */
    public Weights weights() {
        String given = single(WEIGHTS);
        Optional<Weights> weights = given == null ? Optional.of(Weights.BY_DEFAULT) : Weights.of(given);
        if (weights.isEmpty()) {
            problem(WEIGHTS, String.valueOf(given), "is no weight for each grade", Weights.ALLOWED);
        }
        return weights.orElse(Weights.BY_DEFAULT);
    }

    /**
     * The days of publication, both included; null if open. They may be in the future.
     *
     * @param from first day
     * @param to last day, not before the first
     */
    public record Period(@Nullable LocalDate from, @Nullable LocalDate to) {}

    /** The period from {@link #FROM} to {@link #TO}. */
    public Period period() {
        LocalDate from = date(FROM);
        LocalDate to = date(TO);
        if (from != null && to != null && from.isAfter(to)) {
            problem(FROM, from.toString(), "is after the last day", "a day up to " + to);
        }
        return new Period(from, to);
    }

    /**
     * The period from {@link #FROM} to {@link #TO}, or the days that {@link #LAST} names, up to {@link #TO} or today.
     */
    public Period recent(LocalDate today) {
        Period period = period();
        Age last = age(LAST);
        if (last == null) {
            return period;
        }
        if (period.from() != null) {
            problem(LAST, last.id(), "does not go with from", "either of them");
        }
        LocalDate end = period.to();
        LocalDate to = end == null ? today : end;
        return new Period(last.before(to).plusDays(1), to);
    }

    /** A day up to today; null if it is missing or invalid. No question can be about the future. */
    @Nullable
    public LocalDate day(String name, LocalDate today) {
        LocalDate date = date(name);
        if (date != null && date.isAfter(today)) {
            problem(name, date.toString(), "is a day to come: today in London is " + today, "a date up to " + today);
            return null;
        }
        return date;
    }

    /** A date; null if it is missing or invalid. */
    @Nullable
    LocalDate date(String name) {
        String given = single(name);
        if (given == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(given);
            if (!date.isBefore(EARLIEST) && !date.isAfter(LATEST)) {
                return date;
            }
        } catch (DateTimeParseException e) {
            // Reported below, like a date out of range.
        }
        problem(name, given, "is not a date that can be asked for", DATES);
        return null;
    }

    /**
     * The constant that the parameter names; empty if the parameter is missing or its value unknown.
     *
     * @param id the name of a constant in queries, which ignore case
     */
    public <T> Optional<T> constant(String name, List<T> constants, Function<T, String> id) {
        String given = single(name);
        if (given == null) {
            return Optional.empty();
        }
        Optional<T> found = constants.stream()
                .filter(constant -> id.apply(constant).equalsIgnoreCase(given.strip()))
                .findFirst();
        if (found.isEmpty()) {
            List<String> allowed = constants.stream().map(id).toList();
            problem(name, given, "is not a known " + name, String.join(", ", allowed));
        }
        return found;
    }

    /** A value as given; null if there is none or more than one. */
    @Nullable
    public String single(String name) {
        List<String> given = values.get(name);
        return given == null || given.size() != 1 ? null : given.get(0);
    }
}
