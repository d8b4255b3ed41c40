package uk.regionalratings.streams.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./ratings query}: the answers of the query API in a terminal. The API checks the questions, so this command
 * contains no rules.
 */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Asks a running query API: a table unless --json or --csv is given.",
        synopsisSubcommandLabel = "QUESTION",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:answered",
            "1:the server can't be reached or can't answer",
            "2:wrong usage, or nothing of that name"
        },
        footer = {
            "",
            "For example:",
            "  ratings query ratings --area north --framework ilacs --as-of 2021-08-20",
            "  ratings query authorities --area north --grade OUTSTANDING",
            "  ratings query authorities --judgement all --grade INADEQUATE",
            "  ratings query timeline --area south-east --lineage carry --interval year",
            "  ratings query transitions --framework ilacs --between first_and_last --as-of 2024-06-30 --inspected-by"
                    + " 2024-03-31",
            "  ratings query inspections --area north --grade INADEQUATE --from 2026-01-01",
            "  ratings query changes --judgement all --direction declined --from 2024-11-26",
            "  ratings query authorities --judgement all --grade INADEQUATE --sort standing_since",
            "  ratings query authorities --waited 3y --sort waiting",
            "  ratings query changes --direction improved --steps 2 --from 2022-01-01",
            "  ratings query changes --last 30d",
            "  ratings query grades-over-time --from 2018-01-01 --judgement overall_effectiveness --ever-graded"
                    + " INADEQUATE",
            "  ratings query days-to-publication --framework ilacs",
            "  ratings query changes --authority sunderland --judgement overall_effectiveness"
        })
public final class QueryCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which question? One of " + String.join(", ", spec.subcommands().keySet()));
    }

    @Command(name = "areas", mixinStandardHelpOptions = true, description = "The areas that counts are kept for.")
    int areas(@Mixin ServerOptions server) {
        return server.ask(Question.of("/v1/areas"), Tables::areas);
    }

    @Command(name = "ratings", mixinStandardHelpOptions = true, description = "How an area is rated on a day.")
    int ratings(
            @Mixin ServerOptions server,
            @Mixin AreaOption area,
            @Mixin CriteriaOptions criteria,
            @Mixin LineageOption lineage) {
        return server.ask(lineage.addTo(criteria.addTo(area.question("ratings"))), Tables::ratings);
    }

    @Command(name = "timeline", mixinStandardHelpOptions = true, description = "How the ratings of an area came to be.")
    int timeline(
            @Mixin ServerOptions server,
            @Mixin AreaOption area,
            @Mixin JudgementOptions judgement,
            @Mixin PeriodOptions period,
            @Mixin LineageOption lineage,
            @Option(
                            names = "--interval",
                            paramLabel = "INTERVAL",
                            description = "day, month, quarter or year. Default: month.")
                    @Nullable
                    String interval) {
        Question question = period.addTo(judgement.addTo(area.question("timeline")));
        return server.ask(lineage.addTo(question).with("interval", interval), Tables::timeline);
    }

    @Command(
            name = "transitions",
            mixinStandardHelpOptions = true,
            description = "From which grade to which the authorities of an area have gone.")
    int transitions(
            @Mixin ServerOptions server,
            @Mixin AreaOption area,
            @Mixin CriteriaOptions criteria,
            @Mixin TransitionOptions options) {
        return server.ask(options.addTo(criteria.addTo(area.question("transitions"))), TransitionTable::of);
    }

    @Command(
            name = "grades-over-time",
            mixinStandardHelpOptions = true,
            description =
                    "Which grades stood between two days, for how long, and the points per day that they come to.")
    int gradesOverTime(
            @Mixin ServerOptions server,
            @Mixin AreaOption area,
            @Mixin JudgementOptions judgement,
            @Mixin PeriodOptions period,
            @Mixin GradesOverTimeOptions options) {
        return server.ask(
                options.addTo(period.addTo(judgement.addTo(area.question("grades-over-time")))),
                TimeLayouts::gradesOverTime);
    }

    @Command(
            name = "days-to-publication",
            mixinStandardHelpOptions = true,
            description = "Days from the end of fieldwork to publication, by region, framework and year.")
    int daysToPublication(@Mixin ServerOptions server, @Mixin AreaOption area, @Mixin PublicationOptions options) {
        return server.ask(options.addTo(area.question("days-to-publication")), TimeLayouts::daysToPublication);
    }

    @Command(
            name = "reorganisations",
            mixinStandardHelpOptions = true,
            description = "The authorities that were established and abolished, and those that are known to come.")
    int reorganisations(@Mixin ServerOptions server, @Mixin AreaOption area) {
        return server.ask(area.question("reorganisations"), TimeLayouts::reorganisations);
    }

    @Command(
            name = "authorities",
            mixinStandardHelpOptions = true,
            description = "The authorities of an area and their grades.")
    int authorities(
            @Mixin ServerOptions server,
            @Mixin AreaOption area,
            @Mixin CriteriaOptions criteria,
            @Mixin LineageOption lineage,
            @Option(
                            names = "--grade",
                            paramLabel = "GRADE",
                            description =
                                    "Only these: a grade, not_rated or unsettled. Of several judgements any one may"
                                            + " have it.")
                    @Nullable
                    String grade,
            @Option(
                            names = "--waited",
                            paramLabel = "TIME",
                            description = "Only those whose last inspection ended longer ago: 90d, 18m, 3y.")
                    @Nullable
                    String waited,
            @Option(
                            names = "--sort",
                            paramLabel = "ORDER",
                            description = "name, standing_since, waiting or next_inspection. Default: name.")
                    @Nullable
                    String sort) {
        Question question = lineage.addTo(criteria.addTo(area.question("authorities")))
                .with("grade", grade)
                .with("waited", waited)
                .with("sort", sort);
        return server.ask(question, Tables::authorities);
    }

    @Command(
            name = "authority",
            mixinStandardHelpOptions = true,
            description = "One authority, its grades and its inspections.")
    int authority(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "AUTHORITY", description = "DfE code, GSS code, Ofsted URN, slug or name.")
                    String alias) {
        return server.ask(Question.of("/v1/authorities/" + Question.encoded(alias)), Tables::authority);
    }

    @Command(
            name = "inspections",
            mixinStandardHelpOptions = true,
            description = "Inspections with all of their grades, newest first.")
    int inspections(
            @Mixin ServerOptions server,
            @Option(names = "--area", paramLabel = "AREA", description = "Only authorities of this area.") @Nullable
                    String area,
            @Option(
                            names = "--authority",
                            paramLabel = "AUTHORITY",
                            description = "Only this authority: a code or a name.")
                    @Nullable
                    String authority,
            @Option(
                            names = "--judgement",
                            paramLabel = "JUDGEMENT",
                            description = "Only inspections that make this judgement, or one of profile or all.")
                    @Nullable
                    String judgement,
            @Option(
                            names = "--grade",
                            paramLabel = "GRADE",
                            description = "Only inspections that give this grade for the judgement, or for any.")
                    @Nullable
                    String grade,
            @Option(names = "--framework", paramLabel = "FAMILY", description = "ilacs, sif or any. Default: any.")
                    @Nullable
                    String framework,
            @Mixin PeriodOptions period) {
        Question question = Question.of("/v1/inspections")
                .with("area", area)
                .with("authority", authority)
                .with("judgement", judgement)
                .with("grade", grade)
                .with("framework", framework);
        return server.ask(period.addTo(question), ProfileTables::inspections);
    }

    @Command(name = "changes", mixinStandardHelpOptions = true, description = "What inspections changed, newest first.")
    int changes(
            @Mixin ServerOptions server,
            @Option(names = "--area", paramLabel = "AREA", description = "Only authorities of this area.") @Nullable
                    String area,
            @Option(
                            names = "--authority",
                            paramLabel = "AUTHORITY",
                            description = "Only this authority: a code or a name.")
                    @Nullable
                    String authority,
            @Option(
                            names = "--judgement",
                            paramLabel = "JUDGEMENT",
                            description =
                                    "Only this judgement; all or profile puts the changes of an inspection together.")
                    @Nullable
                    String judgement,
            @Option(
                            names = "--direction",
                            paramLabel = "DIRECTION",
                            description = "Only these: first, improved, declined or maintained.")
                    @Nullable
                    String direction,
            @Option(
                            names = "--steps",
                            paramLabel = "NUMBER",
                            description = "Only changes by at least so many grades, up or down.")
                    @Nullable
                    String steps,
            @Option(
                            names = "--last",
                            paramLabel = "TIME",
                            description = "Only what was published in the last 30d, 18m or 3y, instead of --from.")
                    @Nullable
                    String last,
            @Mixin PeriodOptions period,
            @Option(names = "--limit", paramLabel = "NUMBER", description = "Most changes, up to 1000. Default: 100.")
                    @Nullable
                    String limit,
            @Option(names = "--after", paramLabel = "NEXT", description = "Continue where an earlier answer ended.")
                    @Nullable
                    String after) {
        Question question = Question.of("/v1/changes")
                .with("area", area)
                .with("authority", authority)
                .with("judgement", judgement)
                .with("direction", direction)
                .with("steps", steps)
                .with("last", last)
                .with("limit", limit)
                .with("after", after);
        return server.ask(period.addTo(question), Tables::changes);
    }
}
