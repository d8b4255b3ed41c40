package uk.regionalratings.ingest.feed.ledger;

import java.util.Objects;

/**
 * A provider whose page has been processed in its current state.
 *
 * @param urn Ofsted's number for it, which identifies it
 * @param name as the listing writes it
 * @param page the address of its timeline
 * @param validators the validators of the page; none while a document on it is still to be read
 */
public record SeenProvider(String urn, String name, String page, Validators validators) implements LedgerEntry {
    public SeenProvider {
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
