package uk.regionalratings.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/**
 * The main class of the registry's process: runs Apicurio, and ends when standard input does. The parent holds the other
 * end of that pipe, and the operating system closes it however the parent ends, so the registry never outlives it.
 * Uses nothing but the JDK: this process has the registry's class path, not ours.
 */
final class RegistryMain {

    private static final String APICURIO = "io.quarkus.runner.GeneratedMain";

    private RegistryMain() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(RegistryMain::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(APICURIO).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Apicurio failed", e.getCause());
        }
    }

    /** Halts without shutdown hooks: the database is written through at each commit, so nothing is left to do. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes; only the end matters.
            }
        } catch (IOException e) {
            System.err.println("The pipe from the parent broke: " + e.getMessage());
        }
        Runtime.getRuntime().halt(0);
    }
}
