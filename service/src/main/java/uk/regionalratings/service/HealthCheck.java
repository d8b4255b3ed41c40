package uk.regionalratings.service;

import java.util.Optional;

/** Says whether some part of the process is well. Asked often and from many threads: must be quick. */
@FunctionalInterface
public interface HealthCheck {
    /** What is wrong, in words for an operator; empty when nothing is. */
    Optional<String> problem();
}
