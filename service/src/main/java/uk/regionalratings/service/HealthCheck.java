package uk.regionalratings.service;

import java.util.Optional;

/** Checks the health of some part of the process. Called often and from many threads, so it must be quick. */
@FunctionalInterface
public interface HealthCheck {
    /** What is wrong, in words for an operator; empty if healthy. */
    Optional<String> problem();
}
