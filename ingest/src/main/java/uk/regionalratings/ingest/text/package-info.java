/**
 * From bytes to lines of text: UTF-8 and UTF-16 come in, numbered lines of bounded length go out. {@link
 * uk.regionalratings.ingest.text.LineReader} is the entry point. {@link uk.regionalratings.ingest.text.Sha256} identifies
 * bytes and texts by their digest.
 */
@NullMarked
package uk.regionalratings.ingest.text;

import org.jspecify.annotations.NullMarked;
