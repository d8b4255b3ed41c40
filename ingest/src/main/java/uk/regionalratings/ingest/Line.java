package uk.regionalratings.ingest;

/**
 * One physical line of a source.
 *
 * @param number 1 for the first line
 * @param bytes as received, without the line end; only the beginning when it is too long
 * @param end what ends it: a line feed, a carriage return or both; empty where the source ends without
 * @param tooLong whether it is longer than {@link LineReader#LONGEST}
 */
// The array is not copied: a line has one owner at a time and nobody changes it.
@SuppressWarnings("ArrayRecordComponent")
record Line(long number, byte[] bytes, String end, boolean tooLong) {
    boolean isBlank() {
        if (tooLong) {
            return false;
        }
        for (byte b : bytes) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
