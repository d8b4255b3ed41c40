package uk.regionalratings.ingest.feed.listing;

import java.net.URI;

/**
 * An authority's entry in the site's listing.
 *
 * @param urn Ofsted's number for it
 * @param name as the listing writes it
 * @param page the address of its timeline
 */
public record ListedProvider(String urn, String name, URI page) {}
