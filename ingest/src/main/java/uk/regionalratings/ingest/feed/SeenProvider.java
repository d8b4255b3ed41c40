package uk.regionalratings.ingest.feed;

import java.util.Objects;

/**
 * A provider whose page has been dealt with as it was.
 *
 * @param urn Ofsted's number for it; its identity
 * @param name as the listing writes it
 * @param page where its time line is
 * @param validators what the server gave with the page; none while something on it is still to be read
 */
record SeenProvider(String urn, String name, String page, Validators validators) implements LedgerEntry {
    SeenProvider {
        Objects.requireNonNull(urn);
        Objects.requireNonNull(name);
        Objects.requireNonNull(page);
        Objects.requireNonNull(validators);
    }

    @Override
    public String key() {
        return LedgerEntry.PROVIDER + urn;
    }
}
