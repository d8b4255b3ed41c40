package uk.regionalratings.operations.cluster;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The members of a consumer group. */
public final class GroupMembers {
    private GroupMembers() {}

    /** The number of members of a group; 0 if the group does not exist. */
    public static int of(Admin admin, String group) {
        try {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .map(ConsumerGroupDescription::members)
                    .mapToInt(members -> members.size())
                    .sum();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw new ClusterException("the brokers do not report the members of " + group + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while asking the brokers", e);
        }
    }
}
