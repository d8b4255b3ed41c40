package uk.regionalratings.ingest;

/**
 * One physical line of a source.
 *
 * @param number 1 for the first line
 * @param bytes as received, without the line feed; only the beginning when it is too long
 * @param tooLong whether it is longer than {@link LineReader#LONGEST}
 */
// The array is not copied: a line has one owner at a time and nobody changes it.
@SuppressWarnings("ArrayRecordComponent")
record Line(long number, byte[] bytes, boolean tooLong) {
    boolean isBlank() {
        if (tooLong) {
            return false;
        }
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
