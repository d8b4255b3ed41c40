package uk.regionalratings.alerts.sink;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.AlertLine;
import uk.regionalratings.alerts.config.Secret;
import uk.regionalratings.alerts.config.Section;
import uk.regionalratings.alerts.config.SinkContext;
import uk.regionalratings.service.Json;

/** Posts each alert as a message to an incoming webhook of Slack, or of a program with the same interface. */
final class SlackSink implements Sink {
    private final HttpTarget target;
    private final AlertLine line;

    private SlackSink(HttpTarget target, AlertLine line) {
        this.target = target;
        this.line = line;
    }

    static Sink read(Section section, SinkContext context) {
        // The address is a secret: anybody who knows it can post.
        Optional<String> url = context.secret(section, "url").map(Secret::reveal);
        if (url.isEmpty()) {
            section.problem("url", "give env or file with the address of the incoming webhook");
        }
        return new SlackSink(HttpTarget.read(section, "url", url, context), context.line());
    }

    @Override
    public void deliver(List<Alert> alerts) throws DeliveryException {
        for (Alert alert : alerts) {
            target.post(Json.bytes(Map.of("text", message(alert))), Map.of());
        }
    }

    private String message(Alert alert) {
        String report = alert.change().getReportUrl();
        String link = report != null && report.matches("(?i)https://.*") && !report.matches(".*[<>|\\s].*")
                ? " <" + escaped(report) + "|Report>"
                : "";
        return escaped(line.of(alert)) + link;
    }

    /** The three characters with a meaning in Slack's markup. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String describe() {
        return "slack " + target.host();
    }

    @Override
    public void close() {
        target.close();
    }
}
