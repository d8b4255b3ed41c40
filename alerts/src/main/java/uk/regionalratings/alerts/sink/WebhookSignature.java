package uk.regionalratings.alerts.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import uk.regionalratings.alerts.config.Secret;

/**
 * Signs as the Standard Webhooks specification requires: HMAC-SHA256 over {@code id.timestamp.body}, once with each
 * secret, so that a receiver can change its secret without losing alerts.
 */
final class WebhookSignature {
    /** The form of a secret. */
    static final String FORM = "whsec_ followed by 24 to 64 bytes in base64";

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys = new ArrayList<>();

    /**
     * @throws IllegalArgumentException if a secret has another form than {@link #FORM}; the message does not show it
     */
    WebhookSignature(List<Secret> secrets) {
        secrets.forEach(secret -> keys.add(key(secret.reveal())));
    }

    private static SecretKeySpec key(String secret) {
        if (secret.startsWith(PREFIX)) {
            try {
                byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
                if (key.length >= 24 && key.length <= 64) {
                    return new SecretKeySpec(key, ALGORITHM);
                }
            } catch (IllegalArgumentException e) {
                // Reported below, without the text that could not be decoded.
            }
        }
        throw new IllegalArgumentException("a secret must be " + FORM);
    }

    /** The three headers of the specification. */
    Map<String, String> headers(String id, Instant sentAt, byte[] body) {
        long timestamp = sentAt.getEpochSecond();
        byte[] head = (id + "." + timestamp + ".").getBytes(UTF_8);
        List<String> signatures = keys.stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(hmac(key, head, body)))
                .toList();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put("webhook-signature", String.join(" ", signatures));
        return headers;
    }

    private static byte[] hmac(SecretKeySpec key, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
