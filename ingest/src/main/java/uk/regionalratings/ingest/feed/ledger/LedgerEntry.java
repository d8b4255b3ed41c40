package uk.regionalratings.ingest.feed.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** An entry of the feeds' ledger: one record of a compacted topic, with a key and a JSON value. */
public sealed interface LedgerEntry permits SeenReport, SeenProvider, RoundReport, DailyRequests, SeenList {
    /** Keys begin with the feed's name, so that feeds can share the topic. */
    String REPORT = "ofsted/file/";

    String PROVIDER = "ofsted/provider/";
    String ROUND = "ofsted/round";
    String REQUESTS = "ofsted/requests";
    String LIST = "list/";

    /** The key of its record. */
    @JsonIgnore
    String key();
}
