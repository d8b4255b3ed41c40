package uk.regionalratings.local;

import org.junit.jupiter.api.Nested;

/** Every door of the system with TLS, passwords and least rights. One class, so that one JVM starts the system, once. */
class DoorsIT {
    @Nested
    class Kafka extends KafkaDoors {}

    @Nested
    class Http extends HttpDoors {}

    @Nested
    class Registry extends RegistryDoor {}
}
