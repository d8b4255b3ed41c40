package uk.regionalratings.streams.topology;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/** The bundled real history as facts, and later facts that alter it. */
public final class FedHistory {
    private FedHistory() {}

    /** A read model that was fed the complete history and shows it. */
    public static FedView fed() {
        FedView fed = new FedView();
        ReferenceFiles.bundledAuthorities().forEach(authority -> fed.send(new Event.Registered(authority, 1)));
        RealHistory.inspections().forEach(inspection -> fed.send(new Event.Published(inspection)));
        fed.commit();
        return fed;
    }

    /** Corrections of grades and dates, withdrawals and late inspections, each after those before it. */
    public static List<Event> later(int number, Random random) {
        List<Inspection> real = RealHistory.inspections();
        Map<String, Inspection> last = new HashMap<>();
        List<Event> events = new ArrayList<>();
        for (int count = 0; count < number; count++) {
            Inspection any = real.get(random.nextInt(real.size()));
            Inspection known = last.getOrDefault(any.inspectionId(), any);
            Inspection next =
                    switch (random.nextInt(3)) {
                        case 0 -> late(known, count);
                        case 1 -> corrected(known, random);
                        default -> known.withdrawal(known.revision() + 1, "Taken back");
                    };
            last.put(next.inspectionId(), next);
            events.add(new Event.Published(next));
        }
        return events;
    }

    private static Inspection late(Inspection known, int number) {
        return changed(known, known.inspectionId() + "-late-" + number, 1, known.publishedOn(), known.grades());
    }

    private static Inspection corrected(Inspection known, Random random) {
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        known.grades()
                .keySet()
                .forEach(judgement ->
                        grades.put(judgement, GradeGiven.of(Grade.values()[random.nextInt(Grade.values().length)])));
        LocalDate published = known.publishedOn().minusDays(random.nextInt(2));
        return changed(
                known,
                known.inspectionId(),
                known.revision() + 1,
                published.isBefore(known.endedOn()) ? known.publishedOn() : published,
                grades);
    }

    private static Inspection changed(
            Inspection known, String id, int revision, LocalDate published, Map<Judgement, GradeGiven> grades) {
        return InspectionBuilder.like(known)
                .id(id)
                .revision(revision)
                .withdrawn(false)
                .publishedOn(published)
                .grades(grades)
                .build();
    }
}
