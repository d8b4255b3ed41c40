package uk.regionalratings.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import uk.regionalratings.contract.RatingChanged;

/**
 * One version of one rating change, for one receiver.
 *
 * @param change the change
 * @param deliveryId identifies this version of the change; the same for every receiver and every attempt, so that
 *     receivers can drop repeats
 * @param publishedAt when the change was published to its topic
 * @param sample whether the change is invented, to try out a subscription
 */
public record Alert(RatingChanged change, String deliveryId, Instant publishedAt, boolean sample) {
    /** 132 bits distinguish any number of alerts. */
    private static final int ID_CHARACTERS = 22;

    /** The alert of a published change. */
    public static Alert of(RatingChanged change, Instant publishedAt) {
        return new Alert(change, deliveryId(change), publishedAt, false);
    }

    /** A hash, since inspection identities may contain characters that are not allowed in a header or signature. */
    private static String deliveryId(RatingChanged change) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((change.getId() + "/" + change.getVersion()).getBytes(UTF_8));
            return "rc_"
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(hash)
                            .substring(0, ID_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
