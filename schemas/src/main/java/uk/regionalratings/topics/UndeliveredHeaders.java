package uk.regionalratings.topics;

/** Headers of {@code alert-undelivered}, besides those of the record itself, as UTF-8 text. */
public final class UndeliveredHeaders {
    /** The subscription of the alert. */
    public static final String SUBSCRIPTION = "alert-subscription";

    /** Why it could not be delivered, in words. */
    public static final String REASON = "alert-reason";

    /** The id of one change of the record; missing if all new changes of the record are meant. */
    public static final String CHANGE = "alert-change";

    /** The number of delivery attempts. */
    public static final String ATTEMPTS = "alert-attempts";

    private UndeliveredHeaders() {}
}
