package uk.regionalratings.system.project;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import uk.regionalratings.local.RatingsCli;
import uk.regionalratings.operations.HealthProbe;
import uk.regionalratings.operations.ServerCli;
import uk.regionalratings.service.StopSignal;

/** Dependency rules, checked on the compiled classes of all modules. */
@AnalyzeClasses(
        packages = "uk.regionalratings",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
    private static final String ROOT = "uk.regionalratings.";
    private static final String VOCABULARY = ROOT + "vocabulary..";
    private static final String RULES = ROOT + "streams.rules..";
    private static final String RECORD = ROOT + "streams.record..";
    private static final String TOPOLOGY = ROOT + "streams.topology..";
    private static final String VIEW = ROOT + "streams.view..";
    private static final String QUERY = ROOT + "streams.query..";
    private static final String EXPORT = ROOT + "streams.export..";

    @ArchTest
    static final ArchRule RULES_AND_VOCABULARY_ARE_PLAIN_JAVA = noClasses()
            .that()
            .resideInAnyPackage(VOCABULARY, RULES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache..",
                    "io.confluent..",
                    "io.javalin..",
                    "com.fasterxml..",
                    ROOT + "contract..",
                    ROOT + "topics..")
            .because("the rules are to be read and tested by themselves");

    @ArchTest
    static final ArchRule ONLY_HTTP_AND_MAIN_KNOW_THE_WEB_SERVER = noClasses()
            .that()
            .resideInAnyPackage(VOCABULARY, RULES, RECORD, TOPOLOGY, VIEW, EXPORT, QUERY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.javalin..",
                    "org.eclipse.jetty..",
                    "jakarta.servlet..",
                    ROOT + "streams.http..",
                    ROOT + "service..")
            .because("a topology or a query must not know that somebody asks over HTTP");

    @ArchTest
    static final ArchRule OF_INGEST_ONLY_WHAT_RUNS_ON_KNOWS_THE_WEB_SERVER = noClasses()
            .that()
            .resideInAPackage(ROOT + "ingest..")
            .and()
            .resideOutsideOfPackages(ROOT + "ingest.gateway..", ROOT + "ingest.feed..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.javalin..",
                            "org.eclipse.jetty..",
                            "jakarta.servlet..",
                            ROOT + "ingest.gateway..",
                            ROOT + "ingest.feed..",
                            ROOT + "service..")
                    // The stop signal of a process has nothing to do with the web.
                    .and(not(equivalentTo(StopSignal.class))))
            .because("records are read and validated in the same way wherever they come from");

    @ArchTest
    static final ArchRule QUERIES_DO_NOT_KNOW_KAFKA = noClasses()
            .that()
            .resideInAnyPackage(QUERY, EXPORT, ROOT + "streams.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", TOPOLOGY)
            .because("answers come from the view alone");

    @ArchTest
    static final ArchRule THE_VIEW_DOES_NOT_KNOW_THE_TOPOLOGY = noClasses()
            .that()
            .resideInAPackage(VIEW)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TOPOLOGY)
            .because("the view is made from the published records alone");

    @ArchTest
    static final ArchRule ONLY_TOPICS_KNOWS_THE_REGISTRY_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "topics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.confluent..")
            .because("serdes and registry settings are decided in one place");

    @ArchTest
    static final ArchRule MODULES_DEPEND_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("uk.regionalratings..")
            .layer("schemas")
            .definedBy(
                    VOCABULARY,
                    ROOT + "contract..",
                    ROOT + "reference..",
                    ROOT + "settings..",
                    ROOT + "topics..",
                    ROOT + "tracing..")
            .layer("service")
            .definedBy(ROOT + "service..")
            .layer("ingest")
            .definedBy(ROOT + "ingest..")
            .layer("streams")
            .definedBy(ROOT + "streams..")
            .layer("alerts")
            .definedBy(ROOT + "alerts..")
            .layer("operations")
            .definedBy(ROOT + "operations..")
            .layer("local")
            .definedBy(ROOT + "local..")
            .whereLayer("local")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("operations")
            .mayOnlyBeAccessedByLayers("local")
            .whereLayer("service")
            .mayOnlyBeAccessedByLayers("ingest", "streams", "alerts", "operations", "local")
            .whereLayer("ingest")
            .mayOnlyBeAccessedByLayers("operations", "local")
            .whereLayer("streams")
            .mayOnlyBeAccessedByLayers("operations", "local")
            .whereLayer("alerts")
            .mayOnlyBeAccessedByLayers("operations", "local");

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching(ROOT + "(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_ENDS_THE_PROCESS = noClasses()
            .that()
            .doNotBelongToAnyOf(RatingsCli.class, ServerCli.class, HealthProbe.class)
            .should()
            .callMethod(System.class, "exit", int.class)
            .because("whoever ends the process decides the exit code and what is closed before");

    @ArchTest
    static final ArchRule DATES_ARE_OF_JAVA_TIME = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Date|Calendar|GregorianCalendar)|java\\.sql\\..*")
            .because("dates are civil dates in London, and these are not");

    @ArchTest
    static final ArchRule TIME_IS_GIVEN = noClasses()
            .that()
            .resideInAnyPackage(VOCABULARY, RULES, RECORD, TOPOLOGY, VIEW, EXPORT, QUERY)
            .should()
            .callMethodWhere(readsTheClockByItself())
            .because("answers depend on a clock that is given, or on none");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .that(not(resideInAPackage(ROOT + "contract..")))
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Data)")
            .because("these words say nothing");

    private static DescribedPredicate<JavaCall<?>> readsTheClockByItself() {
        return DescribedPredicate.describe("read the clock of the machine", call -> {
            CodeUnitCallTarget target = call.getTarget();
            String owner = target.getOwner().getName();
            boolean now = target.getName().equals("now")
                    && owner.startsWith("java.time.")
                    && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
            boolean system = (owner.equals(Clock.class.getName())
                            && target.getName().startsWith("system"))
                    || (owner.equals(System.class.getName()) && target.getName().equals("currentTimeMillis"));
            return now || system;
        });
    }

    /** Leaves out the test classes that other modules share as a jar, as a complete build has them. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }
}
