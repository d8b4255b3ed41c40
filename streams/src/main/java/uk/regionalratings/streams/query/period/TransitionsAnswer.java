package uk.regionalratings.streams.query.period;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.parameter.Between;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;

/** Computes a {@link TransitionsOfArea}: puts each authority of the area into its cell, and adds up. */
public final class TransitionsAnswer {
    private final TransitionQuestion question;
    private final Map<Place, List<TransitionsOfArea.Row>> cells = new TreeMap<>();

    public TransitionsAnswer(TransitionQuestion question) {
        this.question = question;
    }

    /** A cell of the matrix, in the order of the scale; no grade comes last. */
    private record Place(@Nullable Grade from, @Nullable Grade to) implements Comparable<Place> {
        private static final Comparator<@Nullable Grade> BEST_FIRST = Comparator.nullsLast(Comparator.naturalOrder());

        /** How many grades better; null if either grade is missing. */
        @Nullable
        Integer steps() {
            return from == null || to == null ? null : from.compareTo(to);
        }

        @Override
        public int compareTo(Place other) {
            int order = BEST_FIRST.compare(from, other.from);
            return order == 0 ? BEST_FIRST.compare(to, other.to) : order;
        }
    }

    public TransitionsOfArea of(RatingsState view) {
        question.area()
                .authorities(view, question.last())
                .filter(history -> question.looksAt(history.authority().orElseThrow()))
                .forEach(this::place);
        int improved = number(Integer.MAX_VALUE, 1);
        int maintained = number(0, 0);
        int declined = number(-1, Integer.MIN_VALUE);
        int compared = improved + maintained + declined;
        int stayed = size(new Place(Grade.OUTSTANDING, Grade.OUTSTANDING)) + size(new Place(Grade.GOOD, Grade.GOOD));
        boolean days = question.between() == Between.DAYS;
        LocalDate last = question.last();
        return new TransitionsOfArea(
                question.area().id(),
                question.judgement().id(),
                question.family().id(),
                question.between().id(),
                question.from(),
                days ? last : null,
                days ? null : last,
                question.inspectedBy(),
                cells.values().stream().mapToInt(List::size).sum(),
                compared,
                improved,
                maintained,
                declined,
                stayed,
                compared == 0 ? null : shares(compared, improved, maintained, declined, stayed),
                told(),
                question.area().note());
    }

    private void place(AuthorityHistory history) {
        TransitionQuestion.Transition transition = question.of(history);
        Inspection earlier = transition.earlier();
        Inspection later = transition.later();
        Place place = new Place(
                question.grade(earlier).orElse(null), question.grade(later).orElse(null));
        Authority authority = history.authority().orElseThrow();
        cells.computeIfAbsent(place, any -> new ArrayList<>())
                .add(new TransitionsOfArea.Row(
                        authority.authorityId(),
                        authority.name(),
                        authority.region(),
                        earlier == null ? null : earlier.inspectionId(),
                        earlier == null ? null : earlier.publishedOn(),
                        later == null ? null : later.inspectionId(),
                        later == null ? null : later.publishedOn()));
    }

    /** The number of authorities that went up by {@code least} to {@code most} steps. */
    private int number(int most, int least) {
        int number = 0;
        for (Map.Entry<Place, List<TransitionsOfArea.Row>> cell : cells.entrySet()) {
            Integer steps = cell.getKey().steps();
            number += steps != null && steps <= most && steps >= least
                    ? cell.getValue().size()
                    : 0;
        }
        return number;
    }

    private int size(Place place) {
        return cells.getOrDefault(place, List.of()).size();
    }

    private static Map<String, Double> shares(int compared, int improved, int maintained, int declined, int stayed) {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("improved", (double) improved / compared);
        shares.put("maintained", (double) maintained / compared);
        shares.put("declined", (double) declined / compared);
        shares.put("stayedGoodOrOutstanding", (double) stayed / compared);
        return shares;
    }

    private List<TransitionsOfArea.Cell> told() {
        return cells.entrySet().stream()
                .map(cell -> new TransitionsOfArea.Cell(
                        cell.getKey().from(),
                        cell.getKey().to(),
                        cell.getKey().steps(),
                        cell.getValue().size(),
                        cell.getValue()))
                .toList();
    }
}
