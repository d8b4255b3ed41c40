package uk.regionalratings.operations.doctor;

/**
 * The result of one check.
 *
 * @param level its severity
 * @param check what was checked
 * @param reason what was found
 * @param remedy what to do; empty if nothing
 */
record Finding(Level level, String check, String reason, String remedy) {
    /** The severity. */
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

    /** One line for a person to read. */
    String line() {
        String word = level == Level.FAIL ? "FAIL" : level == Level.WARN ? "warn" : "ok  ";
        return word + "  " + check + ": " + reason + (remedy.isEmpty() ? "" : ". " + remedy);
    }
}
