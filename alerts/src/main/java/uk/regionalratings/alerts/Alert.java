package uk.regionalratings.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import uk.regionalratings.contract.RatingChanged;

/**
 * One version of one rating change, to be told to one receiver.
 *
 * @param change what is told
 * @param deliveryId the same each time that this version of the change is sent, to whomever, for ever: receivers drop
 *     repeats by it
 * @param publishedAt when the change was published to its topic
 * @param sample whether it is made up, to try a subscription out
 */
public record Alert(RatingChanged change, String deliveryId, Instant publishedAt, boolean sample) {
    /** 132 bits tell any number of alerts apart. */
    private static final int ID_CHARACTERS = 22;

    /** The alert of a published change. */
    public static Alert of(RatingChanged change, Instant publishedAt) {
        return new Alert(change, deliveryId(change), publishedAt, false);
    }

    /** A hash, since inspection identities may hold characters that a header or a signature would trip over. */
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
