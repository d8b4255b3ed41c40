package uk.regionalratings.system.doors;

import org.junit.jupiter.api.Nested;

/**
 * Every entry point of the system, with TLS, passwords and least privilege. All tests are in one class so that one JVM
 * starts the system only once.
 */
class DoorsIT {
    @Nested
    class Kafka extends KafkaDoors {}

    @Nested
    class Http extends HttpDoors {}

    @Nested
    class Registry extends RegistryDoor {}
}
