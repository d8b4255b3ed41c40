package uk.regionalratings.ingest.feed;

import java.net.URI;

/**
 * An authority's entry in the site's listing.
 *
 * @param urn Ofsted's number for it
 * @param name as the listing writes it
 * @param page where its time line is
 */
record ListedProvider(String urn, String name, URI page) {}
