/**
 * Processes one document: its address comes in, and its inspection or its rejection goes out, together with its
 * entry for the ledger. {@link uk.regionalratings.ingest.feed.document.ReportIntake} is the entry point.
 */
@NullMarked
package uk.regionalratings.ingest.feed.document;

import org.jspecify.annotations.NullMarked;
