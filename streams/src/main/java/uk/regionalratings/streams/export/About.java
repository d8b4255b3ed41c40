package uk.regionalratings.streams.export;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The citation of a file, for formats that have room for it.
 *
 * @param retrievedOn the day on which the file was made
 * @param version the version of the data; null if it has none
 * @param permalink the path that gives the same file at any time; null if the file is about the present alone
 * @param attribution source and licence in a sentence
 * @param licence the address of the licence
 */
public record About(
        LocalDate retrievedOn,
        @Nullable String version,
        @Nullable String permalink,
        String attribution,
        String licence) {}
