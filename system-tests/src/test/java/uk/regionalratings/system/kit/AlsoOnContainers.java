package uk.regionalratings.system.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The build runs the test a second time on containers if a Docker engine is available. For quick tests that need only
 * the broker's protocol.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("also-on-containers")
@EnabledIf(
        value = "uk.regionalratings.system.kit.TestStack#canStart",
        disabledReason = "no Docker engine answers here: not run on containers")
public @interface AlsoOnContainers {}
