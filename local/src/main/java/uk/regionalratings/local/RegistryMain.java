package uk.regionalratings.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/**
 * The main class of the registry's process: runs Apicurio until standard input closes. The parent holds the other end
 * of that pipe, and the operating system closes it however the parent ends, so the registry never outlives its parent.
 * Uses only the JDK, because this process has the registry's class path and not ours.
 */
final class RegistryMain {

    static final String APICURIO = "io.quarkus.runner.GeneratedMain";

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

    /**
     * Halts without shutdown hooks. The database is written through at each commit, so there is nothing to clean up.
     */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing; only the end of the stream matters.
            }
        } catch (IOException e) {
            System.err.println("The pipe from the parent broke: " + e.getMessage());
        }
        Runtime.getRuntime().halt(0);
    }
}
