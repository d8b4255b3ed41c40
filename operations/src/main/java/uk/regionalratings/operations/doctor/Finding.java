package uk.regionalratings.operations.doctor;

/**
 * What one check found.
 *
 * @param level how bad it is
 * @param check what was looked at
 * @param reason what was found
 * @param remedy what to do; empty when there is nothing to do
 */
record Finding(Level level, String check, String reason, String remedy) {
    /** How bad. */
    enum Level {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String check, String reason) {
        return new Finding(Level.OK, check, reason, "");
    }

    static Finding warn(String check, String reason, String remedy) {
        return new Finding(Level.WARN, check, reason, remedy);
    }

    static Finding fail(String check, String reason, String remedy) {
        return new Finding(Level.FAIL, check, reason, remedy);
    }

    /** One line for a person. */
    String line() {
        String word = level == Level.FAIL ? "FAIL" : level == Level.WARN ? "warn" : "ok  ";
        return word + "  " + check + ": " + reason + (remedy.isEmpty() ? "" : ". " + remedy);
    }
}
