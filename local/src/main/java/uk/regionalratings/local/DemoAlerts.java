package uk.regionalratings.local;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.regionalratings.alerts.AlertFilter;
import uk.regionalratings.alerts.AlertLine;
import uk.regionalratings.alerts.Freshness;
import uk.regionalratings.alerts.sink.ConsoleSink;
import uk.regionalratings.alerts.subscription.AlertsFile;
import uk.regionalratings.alerts.subscription.AlertsSettings;
import uk.regionalratings.alerts.subscription.Subscription;
import uk.regionalratings.reference.ReferenceFiles;

/** The demo's alerts: prints everything published after the history to the console. */
final class DemoAlerts {
    private DemoAlerts() {}

    static AlertsFile printedTo(PrintWriter console, LocalStack stack) {
        Map<String, String> own = new HashMap<>(Pipeline.addresses(stack));
        own.put(AlertsSettings.MANAGEMENT_PORT, "0");
        AlertsSettings settings = AlertsSettings.load(Map.of(), "the demo", Map.of(), own);
        Subscription everything = new Subscription(
                "demo",
                AlertFilter.everything(),
                Freshness.OFF,
                Subscription.Retries.USUAL,
                new ConsoleSink(console, new AlertLine(ReferenceFiles.bundledAreas())));
        return new AlertsFile(settings, List.of(everything));
    }
}
