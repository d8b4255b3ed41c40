package uk.regionalratings.alerts.sink;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.AlertDocument;
import uk.regionalratings.alerts.AlertLine;
import uk.regionalratings.alerts.config.Secret;
import uk.regionalratings.alerts.config.Section;
import uk.regionalratings.alerts.config.SinkContext;
import uk.regionalratings.tracing.Trace;

/** Posts each alert as the Standard Webhooks specification requires (standardwebhooks.com). */
final class WebhookSink implements Sink {
    private final HttpTarget target;
    private final WebhookSignature signature;
    private final AlertLine line;
    private final Clock clock = Clock.systemUTC();

    private WebhookSink(HttpTarget target, WebhookSignature signature, AlertLine line) {
        this.target = target;
        this.signature = signature;
        this.line = line;
    }

    static Sink read(Section section, SinkContext context) {
        HttpTarget target = HttpTarget.read(section, "url", Optional.of(section.text("url")), context);
        return new WebhookSink(target, signature(section, context), context.line());
    }

    private static WebhookSignature signature(Section section, SinkContext context) {
        List<Secret> secrets = context.secrets(section, "secrets");
        if (secrets.isEmpty()) {
            section.problem(
                    "secrets",
                    "give one, or two while the receiver changes from one to the other: env or file" + " with "
                            + WebhookSignature.FORM);
        }
        try {
            return new WebhookSignature(secrets);
        } catch (IllegalArgumentException e) {
            section.problem("secrets", String.valueOf(e.getMessage()));
            return new WebhookSignature(List.of());
        }
    }

    @Override
    public void deliver(List<Alert> alerts) throws DeliveryException {
        for (Alert alert : alerts) {
            byte[] body = AlertDocument.bytes(alert, line);
            Map<String, String> headers = new HashMap<>(Trace.headers());
            headers.putAll(signature.headers(alert.deliveryId(), clock.instant(), body));
            target.post(body, headers);
        }
    }

    @Override
    public String describe() {
        return "webhook " + target.host();
    }

    @Override
    public void close() {
        target.close();
    }
}
