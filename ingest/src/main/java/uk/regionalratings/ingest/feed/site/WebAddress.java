package uk.regionalratings.ingest.feed.site;

import java.net.URI;

/** Addresses that can be requested over HTTP. */
public final class WebAddress {
    private WebAddress() {}

    /** Whether its scheme is http or https, in any case of letters (RFC 3986 section 3.1). */
    public static boolean isWeb(URI address) {
        return "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
    }
}
