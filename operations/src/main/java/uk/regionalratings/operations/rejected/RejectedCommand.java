package uk.regionalratings.operations.rejected;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import uk.regionalratings.operations.cluster.ClusterCommand;
import uk.regionalratings.operations.cluster.CommittedRecords;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.AuthorityNames;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.LondonDates;
import uk.regionalratings.vocabulary.RejectionReason;

/** {@code ./ratings rejected}: lists rejected records with their origin and what to do. */
@Command(
        name = "rejected",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the records that were rejected: when, where each came from, what is wrong with it and what to do.",
            "Reads the topic inspection-rejected, and changes nothing."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done, whether or not anything was rejected", "1:the topic could not be read", "2:wrong usage"
        })
public final class RejectedCommand extends ClusterCommand {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,5})([dhm])");

    @Option(
            names = "--authority",
            paramLabel = "NAME",
            description = "Only records about this authority: its name, slug, DfE code, GSS code or Ofsted URN.")
    private @Nullable String authority;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            converter = ReasonConverter.class,
            completionCandidates = ReasonCodes.class,
            description = "Only records with this reason code; may be given more than once.")
    private List<RejectionReason> reasons = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            converter = SinceConverter.class,
            description =
                    "Only records since a day (2026-08-20), a time (2026-08-20T09:30:00Z) or within a duration: 7d, 12h, 30m.")
    private @Nullable Instant since;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many of the newest to list; default 20. The summary counts all.")
    private int limit;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    protected int run(StreamsSettings settings) {
        RejectedFilter filter = new RejectedFilter(
                new AuthorityNames(new AuthorityDirectory(ReferenceFiles.bundledAuthorities())),
                authority,
                reasons.isEmpty() ? Set.of() : EnumSet.copyOf(reasons),
                since);
        List<RejectedRecord> matching = new ArrayList<>();
        long[] all = {0};
        try (CommittedRecords records = new CommittedRecords(settings.settings())) {
            records.read(Map.of(), records.ends(List.of(Topics.INSPECTION_REJECTED.name())), letter -> {
                all[0]++;
                RejectedRecord rejected = RejectedRecord.of(letter);
                if (filter.matches(rejected)) {
                    matching.add(rejected);
                }
            });
        }
        matching.sort(Comparator.comparing(RejectedRecord::at));
        RejectedReport report = new RejectedReport(matching, Math.max(0, limit), all[0]);
        out().print(json ? report.json() : report.text());
        out().flush();
        return DONE;
    }

    /** The codes, for completion and messages. */
    static final class ReasonCodes extends ArrayList<String> {
        ReasonCodes() {
            super(Arrays.stream(RejectionReason.values())
                    .map(RejectionReason::id)
                    .toList());
        }
    }

    static final class ReasonConverter implements ITypeConverter<RejectionReason> {
        @Override
        public RejectionReason convert(String code) {
            return Arrays.stream(RejectionReason.values())
                    .filter(one -> one.id().equals(code))
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException("\"" + code + "\" is not a reason code; the codes are "
                                    + new ReasonCodes().stream().collect(Collectors.joining(", "))));
        }
    }

    /** Converts a day, a time or a duration; a day begins in London. */
    static final class SinceConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            Matcher ago = AGO.matcher(text);
            if (ago.matches()) {
                long number = Long.parseLong(ago.group(1));
                Duration duration =
                        switch (ago.group(2)) {
                            case "d" -> Duration.ofDays(number);
                            case "h" -> Duration.ofHours(number);
                            default -> Duration.ofMinutes(number);
                        };
                return Clock.systemUTC().instant().minus(duration);
            }
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(LondonDates.ZONE).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("\"" + text
                        + "\" is not a day (2026-08-20), time (2026-08-20T09:30:00Z) or duration (7d, 12h, 30m)");
            }
        }
    }
}
