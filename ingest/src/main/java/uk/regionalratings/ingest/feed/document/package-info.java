/**
 * Processes one document: downloads and reads it, and publishes its inspection or its rejection together with its entry
 * for the ledger. {@link uk.regionalratings.ingest.feed.document.ReportIntake} is the entry point.
 */
@NullMarked
package uk.regionalratings.ingest.feed.document;

import org.jspecify.annotations.NullMarked;
