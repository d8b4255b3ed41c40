package uk.regionalratings.system.dashboard;

import org.junit.jupiter.api.Nested;

/**
 * The dashboard with the real history in a real browser. All tests are in one class so that one JVM starts the pipeline
 * and the browser only once.
 */
class DashboardIT {
    @Nested
    class Access extends DashboardAccess {}

    @Nested
    class Comparisons extends DashboardComparisons {}

    @Nested
    class History extends DashboardHistory {}

    @Nested
    class TakeAway extends DashboardTakeAway {}

    @Nested
    class Time extends DashboardTime {}
}
