/**
 * Reads bytes as lines of text: decodes UTF-8 and UTF-16, and numbers lines of bounded length. {@link
 * uk.regionalratings.ingest.text.LineReader} is the entry point. {@link uk.regionalratings.ingest.text.Sha256}
 * identifies bytes and texts by their digest.
 */
@NullMarked
package uk.regionalratings.ingest.text;

import org.jspecify.annotations.NullMarked;
