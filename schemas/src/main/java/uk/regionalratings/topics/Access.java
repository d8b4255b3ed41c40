package uk.regionalratings.topics;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;

/**
 * The rights of each party on a cluster, and no others: the minimum for its work, tested by running every process with
 * them against a broker that denies everything else.
 *
 * @param applicationId the id of the topology, which names its group, its internal topics and its transactions
 * @param alertGroups the prefix of the alerts' groups
 */
public record Access(String applicationId, String alertGroups) {
    /** The rights on a cluster on which every process has its default names. */
    public static final Access DEFAULT = new Access("regional-ratings", "regional-ratings-alerts");

    /** The prefix of the transactions of feeds that find news themselves. */
    public static final String FEED_TRANSACTIONS = "ratings-feed-";

    /** The topic in which brokers keep the results of transactions. */
    public static final String TRANSACTIONS_TOPIC = "__transaction_state";

    /** The parties that work on a cluster, each under its own name. */
    public enum Party {
        SETUP("setup", "`./ratings setup`"),
        INGEST("ingest", "`./ratings ingest`"),
        GATEWAY("gateway", "`./ratings gateway`"),
        SITE_FEED("site-feed", "`./ratings feed`"),
        STREAMS("streams", "`./ratings streams`, all roles or `processor`"),
        QUERY("query", "`./ratings streams --role query`"),
        ALERTS("alerts", "`./ratings alerts`"),
        FEED("feed", "a feed of another party that writes to Kafka itself"),
        OPERATOR("operator", "operators and their checks: read everything, write nothing");

        private final String id;
        private final String meaning;

        Party(String id, String meaning) {
            this.id = id;
            this.meaning = meaning;
        }

        /** Its name on the command line, and on the cluster unless another is given. */
        public String id() {
            return id;
        }

        /** The meaning in words. */
        public String meaning() {
            return meaning;
        }
    }

    /** The rights of a party. */
    public List<Grant> of(Party party) {
        return switch (party) {
            case SETUP -> catalogue(CREATE, DESCRIBE, DESCRIBE_CONFIGS);
            case INGEST ->
                List.of(
                        topic(Topics.INSPECTION_PUBLISHED, DESCRIBE, WRITE),
                        topic(Topics.AUTHORITY_REGISTERED, DESCRIBE, WRITE),
                        topic(Topics.INSPECTION_REJECTED, DESCRIBE, WRITE));
            case GATEWAY ->
                List.of(
                        topic(Topics.INSPECTION_PUBLISHED, DESCRIBE, WRITE),
                        topic(Topics.INSPECTION_REJECTED, DESCRIBE, WRITE),
                        // Described at the start, with the other topics that ingest writes to.
                        topic(Topics.AUTHORITY_REGISTERED, DESCRIBE),
                        topic(Topics.AUTHORITY_RATINGS, DESCRIBE, READ));
            case SITE_FEED ->
                List.of(
                        // Read to learn what the pipeline already knows.
                        topic(Topics.INSPECTION_PUBLISHED, DESCRIBE, READ, WRITE),
                        topic(Topics.INSPECTION_REJECTED, DESCRIBE, WRITE),
                        topic(Topics.FEED_LEDGER, DESCRIBE, READ, WRITE),
                        // Described by feed list, with the other topics that ingest writes to.
                        topic(Topics.AUTHORITY_REGISTERED, DESCRIBE),
                        Grant.transactionsBeginningWith(FEED_TRANSACTIONS, DESCRIBE, WRITE));
            case STREAMS -> streams();
            case QUERY ->
                List.of(
                        topic(Topics.AUTHORITY_RATINGS, DESCRIBE, READ),
                        topic(Topics.RATING_CHANGED, DESCRIBE, READ),
                        topic(Topics.CANARY_SENT, DESCRIBE, WRITE),
                        topic(Topics.CANARY_SEEN, DESCRIBE, READ),
                        // Read for the versions of answers and the documents that inspections were read from.
                        topic(Topics.INSPECTION_PUBLISHED, DESCRIBE, READ),
                        topic(Topics.AUTHORITY_REGISTERED, DESCRIBE, READ),
                        // The progress of the processing: answers mention an incomplete one.
                        Grant.topicsBeginningWith(applicationId + "-", DESCRIBE),
                        Grant.group(applicationId, DESCRIBE));
            case ALERTS ->
                List.of(
                        topic(Topics.RATING_CHANGED, DESCRIBE, READ),
                        // Read by alerts replay.
                        topic(Topics.ALERT_UNDELIVERED, DESCRIBE, READ, WRITE),
                        topic(Topics.ALERT_POSITIONS, DESCRIBE, READ, WRITE),
                        // Deleted by alerts forget.
                        Grant.groupsBeginningWith(alertGroups + ".", DELETE, DESCRIBE, READ));
            case FEED -> List.of(topic(Topics.INSPECTION_PUBLISHED, DESCRIBE, WRITE));
            case OPERATOR -> operator();
        };
    }

    private List<Grant> streams() {
        return List.of(
                topic(Topics.INSPECTION_PUBLISHED, DESCRIBE, READ),
                topic(Topics.AUTHORITY_REGISTERED, DESCRIBE, READ),
                topic(Topics.INSPECTION_REJECTED, DESCRIBE, WRITE),
                topic(Topics.AUTHORITY_RATINGS, DESCRIBE, READ, WRITE),
                topic(Topics.AREA_RATINGS, DESCRIBE, WRITE),
                topic(Topics.RATING_CHANGED, DESCRIBE, READ, WRITE),
                topic(Topics.CANARY_SENT, DESCRIBE, READ, WRITE),
                topic(Topics.CANARY_SEEN, DESCRIBE, READ, WRITE),
                // Created at the first start; processed records are deleted from the repartition topic.
                Grant.topicsBeginningWith(applicationId + "-", CREATE, DELETE, DESCRIBE, DESCRIBE_CONFIGS, READ, WRITE),
                Grant.group(applicationId, DESCRIBE, READ),
                Grant.transactionsBeginningWith(applicationId + "-", DESCRIBE, WRITE));
    }

    private List<Grant> operator() {
        List<Grant> grants = new ArrayList<>(catalogue(DESCRIBE, DESCRIBE_CONFIGS, READ));
        grants.add(Grant.topicsBeginningWith(applicationId + "-", DESCRIBE, DESCRIBE_CONFIGS, READ));
        // To check whether it has enough copies.
        grants.add(Grant.topic(TRANSACTIONS_TOPIC, DESCRIBE, DESCRIBE_CONFIGS));
        grants.add(Grant.group(applicationId, DESCRIBE));
        grants.add(Grant.groupsBeginningWith(alertGroups + ".", DESCRIBE));
        grants.add(Grant.cluster(DESCRIBE, DESCRIBE_CONFIGS));
        return List.copyOf(grants);
    }

    private static List<Grant> catalogue(AclOperation... operations) {
        return Topics.all().stream().map(topic -> topic(topic, operations)).toList();
    }

    private static Grant topic(Topic topic, AclOperation... operations) {
        return Grant.topic(topic.name(), operations);
    }
}
