package uk.regionalratings.topics;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The operations allowed on one resource of a cluster, or on all whose names share a prefix.
 *
 * @param resource the resource, as Kafka names it
 * @param operations sorted by name
 */
public record Grant(ResourcePattern resource, List<AclOperation> operations) {
    private static final String FROM_ANYWHERE = "*";

    public Grant {
        operations = List.copyOf(operations);
    }

    private static Grant of(ResourceType type, String name, PatternType pattern, AclOperation... operations) {
        return new Grant(new ResourcePattern(type, name, pattern), List.of(operations));
    }

    static Grant topic(String name, AclOperation... operations) {
        return of(ResourceType.TOPIC, name, PatternType.LITERAL, operations);
    }

    static Grant topicsBeginningWith(String prefix, AclOperation... operations) {
        return of(ResourceType.TOPIC, prefix, PatternType.PREFIXED, operations);
    }

    static Grant group(String name, AclOperation... operations) {
        return of(ResourceType.GROUP, name, PatternType.LITERAL, operations);
    }

    static Grant groupsBeginningWith(String prefix, AclOperation... operations) {
        return of(ResourceType.GROUP, prefix, PatternType.PREFIXED, operations);
    }

    static Grant transactionsBeginningWith(String prefix, AclOperation... operations) {
        return of(ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED, operations);
    }

    static Grant cluster(AclOperation... operations) {
        return of(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL, operations);
    }

    /** The corresponding entries of the access control list. */
    public List<AclBinding> bindings(String principal) {
        return operations.stream()
                .map(operation -> new AclBinding(
                        resource, new AccessControlEntry(principal, FROM_ANYWHERE, operation, AclPermissionType.ALLOW)))
                .toList();
    }

    /** The resource in readable form; an asterisk means any further characters. */
    public String describeResource() {
        String kind = resource.resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (resource.resourceType() == ResourceType.CLUSTER) {
            return kind;
        }
        return kind + " " + resource.name() + (resource.patternType() == PatternType.PREFIXED ? "*" : "");
    }

    /** The operations for people. */
    public String describeOperations() {
        return operations.stream()
                .map(operation -> operation.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }
}
