package uk.regionalratings.ingest.gateway.answer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.service.ProblemDetails;

/** A request that is answered with a problem document only. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String RETRY_AFTER = "Retry-After";

    private final String kind;
    private final int status;
    private final String detail;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * A refusal.
     *
     * @param kind the last part of the problem's type
     * @param detail what is wrong, and what to do about it
     */
    public Refusal(int status, String kind, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.kind = kind;
        this.detail = detail;
    }

    /** The gateway, or Kafka behind it, can't accept the request for now. */
    public static Refusal unavailable(String kind, String detail, long retryAfterSeconds) {
        return new Refusal(HttpStatus.SERVICE_UNAVAILABLE_503, kind, detail).retryAfter(retryAfterSeconds);
    }

    public Refusal retryAfter(long seconds) {
        return header(RETRY_AFTER, Long.toString(seconds));
    }

    public Refusal header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The last part of the problem's type, from a closed list. */
    public String kind() {
        return kind;
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public ProblemDetails problem(String path) {
        String title = kind.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + kind.substring(1).replace('-', ' ');
        return ProblemDetails.of(kind, title, status, detail, path, null);
    }
}
