package uk.regionalratings.operations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** Brings a cluster's access control list and its users' passwords to the required state. Safe to repeat. */
final class AccessGrants {
    /** The least and the most that brokers accept: Kafka's {@code ScramMechanism}, {@code ScramControlManager}. */
    static final int LEAST_ITERATIONS = 4_096;

    static final int MOST_ITERATIONS = 16_384;

    private final Admin admin;

    AccessGrants(Admin admin) {
        this.admin = admin;
    }

    /**
     * The changes made.
     *
     * @param added entries that were missing
     * @param present entries that already existed
     * @param further entries of the same principals that are not in our table
     */
    record Outcome(int added, int present, List<AclBinding> further) {}

    /**
     * Adds missing entries.
     *
     * @param wanted every required entry, by principal
     * @param removeFurther whether to remove further entries of these principals
     */
    Outcome apply(Map<String, List<AclBinding>> wanted, boolean removeFurther) {
        List<AclBinding> missing = new ArrayList<>();
        List<AclBinding> further = new ArrayList<>();
        int present = 0;
        for (var entry : new TreeMap<>(wanted).entrySet()) {
            Collection<AclBinding> found =
                    get(admin.describeAcls(of(entry.getKey())).values());
            List<AclBinding> lacking = entry.getValue().stream()
                    .filter(binding -> !found.contains(binding))
                    .toList();
            missing.addAll(lacking);
            present += entry.getValue().size() - lacking.size();
            found.stream()
                    .filter(binding -> !entry.getValue().contains(binding))
                    .forEach(further::add);
        }
        get(admin.createAcls(missing).all());
        if (removeFurther) {
            get(admin.deleteAcls(further.stream().map(AclBinding::toFilter).toList())
                    .all());
        }
        return new Outcome(missing.size(), present, further);
    }

    private static AclBindingFilter of(String principal) {
        return new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ANY));
    }

    /** Sets SCRAM-SHA-512 passwords for new and existing users, each hashed this often. */
    void setPasswords(Map<String, byte[]> passwords, int iterations) {
        List<UserScramCredentialAlteration> changes = passwords.entrySet().stream()
                .map(user -> (UserScramCredentialAlteration) new UserScramCredentialUpsertion(
                        user.getKey(),
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, iterations),
                        user.getValue()))
                .toList();
        get(admin.alterUserScramCredentials(changes).all());
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(
                    "the cluster refuses: " + cause.getMessage()
                            + "; granting access requires a user who may alter the cluster, and an authorizer",
                    cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while granting access", e);
        }
    }

    /** Lists entries, one per line. */
    static String describe(Collection<AclBinding> entries) {
        return entries.stream()
                .map(entry -> "  " + entry.entry().principal() + " "
                        + entry.entry().permissionType() + " " + entry.entry().operation() + " " + entry.pattern())
                .sorted()
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
