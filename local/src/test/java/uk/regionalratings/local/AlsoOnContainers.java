package uk.regionalratings.local;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The build runs the test a second time on containers, where a Docker engine answers. For tests that are quick and need nothing
 * of the broker but its protocol.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("also-on-containers")
@EnabledIf(
        value = "uk.regionalratings.local.TestStack#canStart",
        disabledReason = "no Docker engine answers here: not run on containers")
@interface AlsoOnContainers {}
