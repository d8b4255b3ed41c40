package uk.regionalratings.local;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.Grade;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.ingest.IngestSummary;
import uk.regionalratings.local.HeadlineAnswers.Answer;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.vocabulary.Judgement;

/** The demo's output. */
final class DemoReport {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);
    private static final LocalDate SUNDERLAND_2021 = LocalDate.of(2021, 8, 20);
    private static final LocalDate SUNDERLAND_2025 = LocalDate.of(2025, 3, 11);
    private static final String SUNDERLAND = "394/overall_effectiveness/394-";

    private final PrintWriter out;

    DemoReport(PrintWriter out) {
        this.out = out;
    }

    void stack(LocalStack stack) {
        line("Regional Ratings demo");
        line("  broker    %s", stack.bootstrapServers());
        line("  registry  %s", stack.registryUrl());
    }

    void ingested(IngestSummary summary) {
        line("  history   %s", summary.inOneLine(false));
        line("");
    }

    void headlines(HeadlineAnswers answers, LocalDate today) {
        line("Outstanding for overall effectiveness             England     The North");
        row(answers, SUNDERLAND_2021.minusDays(1), "ilacs", "ILACS");
        row(answers, SUNDERLAND_2021, "ilacs", "ILACS");
        row(answers, SUNDERLAND_2021, "any", "any framework");
        row(answers, SUNDERLAND_2025, "ilacs", "ILACS");
        today(answers.ask("england", "any", today), answers.ask("north", "any", today), today);
        line("");
    }

    /**
     * Prints today's ratings by the judgements that inspections make now. If overall effectiveness is not one of them,
     * adds its last grades.
     */
    private void today(Answer england, Answer north, LocalDate today) {
        if (england.profile().isEmpty()) {
            line("  %11s  %-30s %11s   %11s", DATE.format(today), "any framework, today", share(england), share(north));
            return;
        }
        line("Outstanding today, %s, by the judgements that inspections make", DATE.format(today));
        england.profile()
                .forEach((judgement, outstanding) -> line(
                        "  %-43s %11s   %11s",
                        judgementLabel(judgement),
                        outstanding + " of " + england.authorities(),
                        north.profile().get(judgement) + " of " + north.authorities()));
        if (england.lastGivenOn() != null) {
            String last = "Last overall grades, up to " + DATE.format(england.lastGivenOn());
            line("  %-43s %11s   %11s", last, share(england), share(north));
        }
        line(
                "  %d of England's overall grades come from before the authority's last inspection.",
                england.superseded());
        line(
                "  Inadequate in at least one of today's judgements: %d in England, %d in the North. Who they are:",
                england.inadequateInAny(), north.inadequateInAny());
        line("  ./ratings query authorities --grade inadequate");
    }

    private static String judgementLabel(String judgement) {
        return Judgement.ofId(judgement).map(Judgement::label).orElse(judgement);
    }

    private void row(HeadlineAnswers answers, LocalDate day, String framework, String label) {
        Answer england = answers.ask("england", framework, day);
        Answer north = answers.ask("north", framework, day);
        line("  %11s  %-30s %11s   %11s", DATE.format(day), label, share(england), share(north));
    }

    private static String share(Answer answer) {
        return answer.outstanding() + " of " + answer.authorities();
    }

    void sunderland(Map<String, RatingChanged> changes) {
        line("Sunderland, overall effectiveness");
        change(changes.get(SUNDERLAND + SUNDERLAND_2021));
        change(changes.get(SUNDERLAND + SUNDERLAND_2025));
        line("");
    }

    private void change(@Nullable RatingChanged change) {
        if (change == null) {
            throw new IllegalStateException("the topic rating-changed lacks a change of Sunderland's");
        }
        String kind = change.getFirstOfItsKind()
                ? "the first of its kind in England"
                : change.getDirection().name().toLowerCase(Locale.ROOT);
        line(
                "  %11s  %s -> %s: %s",
                DATE.format(change.getPublishedOn()), label(change.getFrom()), label(change.getTo()), kind);
    }

    private static String label(@Nullable Grade grade) {
        return grade == null ? "none" : ContractMapping.fromContract(grade).label();
    }

    void serving(LocalStack stack, StreamsProcess streams) {
        line("Serving: %s", streams.describe());
        line("  dashboard  http://127.0.0.1:%d/", streams.port());
        line("  API        http://127.0.0.1:%d/docs", streams.port());
        line(
                "  alerts     appear below when a rating changes: ./ratings ingest FILE in another terminal%s",
                with(stack));
        line("Inspection data: Ofsted, Open Government Licence v3.0. Ctrl-C ends.");
        line("");
    }

    /** The settings that commands in another terminal need; empty if the stack uses the default ports. */
    private static String with(LocalStack stack) {
        Settings defaults = Settings.load(Settings.common(), Set.of(), null, Map.of(), Map.of());
        boolean byDefault = defaults.text(Settings.BOOTSTRAP_SERVERS)
                        .replace("localhost", "127.0.0.1")
                        .equals(stack.bootstrapServers())
                && defaults.text(Settings.SCHEMA_REGISTRY_URL)
                        .replace("localhost", "127.0.0.1")
                        .equals(stack.registryUrl());
        return byDefault
                ? ""
                : String.format(
                        ", with%n             RATINGS_BOOTSTRAP_SERVERS=%s RATINGS_SCHEMA_REGISTRY_URL=%s",
                        stack.bootstrapServers(), stack.registryUrl());
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
