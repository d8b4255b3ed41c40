/**
 * Finds out what is on Ofsted's site: reads its pages, and returns the providers and documents that they name. {@link
 * uk.regionalratings.ingest.feed.listing.OfstedPages} reads the markup, and is the only class that depends on it;
 * {@link uk.regionalratings.ingest.feed.listing.ProviderListing} requests the list of providers.
 */
@NullMarked
package uk.regionalratings.ingest.feed.listing;

import org.jspecify.annotations.NullMarked;
