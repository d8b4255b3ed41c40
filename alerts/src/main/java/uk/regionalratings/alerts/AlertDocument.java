package uk.regionalratings.alerts;

import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.service.Json;

/**
 * An alert as JSON, in the form that the Standard Webhooks specification recommends: a type, the time of the event and
 * the data.
 *
 * @param type {@link #CHANGED} or, to try a subscription out, {@link #SAMPLE}
 * @param timestamp when the change was published to its topic, in ISO 8601 and UTC
 * @param deliveryId lets receivers drop repeats; a webhook has it in a header, too
 * @param summary the change in one line for a person
 * @param data the change, in the form of the query API
 */
public record AlertDocument(String type, String timestamp, String deliveryId, String summary, ChangeDetail data) {
    /** The type of every real alert. */
    public static final String CHANGED = "rating.changed";

    /** The type of a sample. */
    public static final String SAMPLE = "rating.changed.sample";

    /** The document of an alert, as UTF-8. */
    public static byte[] bytes(Alert alert, AlertLine line) {
        return Json.bytes(new AlertDocument(
                alert.sample() ? SAMPLE : CHANGED,
                alert.publishedAt().toString(),
                alert.deliveryId(),
                line.of(alert),
                ChangeDetail.of(alert.change())));
    }
}
