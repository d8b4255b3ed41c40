package uk.regionalratings.ingest.report;

import java.util.List;

/** Compares words. */
final class Phrases {
    private Phrases() {}

    /** Whether the words of {@code phrase} are at {@code position} of {@code tokens}. */
    static boolean standsAt(List<String> phrase, List<Token> tokens, int position) {
        if (position + phrase.size() > tokens.size()) {
            return false;
        }
        for (int i = 0; i < phrase.size(); i++) {
            if (!phrase.get(i).equals(tokens.get(position + i).word())) {
                return false;
            }
        }
        return true;
    }
}
