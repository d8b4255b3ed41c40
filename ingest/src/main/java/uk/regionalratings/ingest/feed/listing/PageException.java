package uk.regionalratings.ingest.feed.listing;

/** A page does not have the expected structure. The message names the page and what is missing. */
public final class PageException extends Exception {
    private static final long serialVersionUID = 1L;

    PageException(String message) {
        super(message);
    }

    /** The message, which is never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
