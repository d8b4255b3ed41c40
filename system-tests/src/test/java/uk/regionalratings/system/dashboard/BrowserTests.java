package uk.regionalratings.system.dashboard;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import uk.regionalratings.system.kit.DashboardStack;

/** The browser and the stack that all browser tests of a JVM share. */
abstract class BrowserTests {
    static DashboardStack stack;
    static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        browser = Browser.shared();
        stack = DashboardStack.shared();
    }
}
