package uk.regionalratings.ingest.text;

/**
 * One physical line of a source.
 *
 * @param number counted from 1
 * @param bytes as received, without the line end; only the beginning if the line is too long
 * @param end its line end: a line feed, a carriage return or both; empty if the source ends without one
 * @param tooLong whether it is longer than {@link LineReader#LONGEST}
 */
// The array is not copied: a line has one owner at a time, and is never changed.
@SuppressWarnings("ArrayRecordComponent")
public record Line(long number, byte[] bytes, String end, boolean tooLong) {
    public boolean isBlank() {
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
