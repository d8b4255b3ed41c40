package uk.regionalratings.streams.topology;

/** A part of the graph that a process can run without the other. */
public enum Role {
    /** Applies events and publishes the tables. */
    PROCESSOR,
    /** Reads the tables and answers queries. */
    QUERY
}
