package uk.regionalratings.reference;

import java.util.Arrays;

/** The similarity of two texts, for suggestions. */
public final class Likeness {
    private Likeness() {}

    /** The number of letters to insert, delete or replace to turn one text into the other (Levenshtein). */
    public static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
