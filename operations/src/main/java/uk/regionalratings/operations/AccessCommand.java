package uk.regionalratings.operations;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.Access;
import uk.regionalratings.topics.Access.Party;
import uk.regionalratings.topics.Grant;

/** {@code ./ratings access}: grants every process the rights that it needs, and sets passwords on request. */
@Command(
        name = "access",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Grants each process on a cluster the minimum rights for its work and, with --scram, a password."
                + " Safe to repeat; by default it removes nothing. Needs the settings of an administrator of the"
                + " cluster.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage or invalid settings"})
final class AccessCommand implements Callable<Integer> {
    private static final String USER = "User:";

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings, as a Java properties file.")
    private @Nullable Path config;

    @Option(names = "--dry-run", description = "Print the table of rights and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--principal",
            paramLabel = "PROCESS=NAME",
            description = "The user name of a process on the cluster, if it differs from the name of the process.")
    private Map<String, String> principals = Map.of();

    @Option(
            names = "--scram",
            paramLabel = "DIR",
            description =
                    "Set SCRAM-SHA-512 passwords: the folder contains a file for each process, named after it, with its"
                            + " password; processes without a file keep theirs.")
    private @Nullable Path scram;

    @Option(
            names = "--scram-iterations",
            paramLabel = "N",
            description = "How often --scram hashes a password, from " + AccessGrants.LEAST_ITERATIONS + " to "
                    + AccessGrants.MOST_ITERATIONS + "; default:"
                    + " ${DEFAULT-VALUE}. Each connection of a client costs that much again. "
                    + AccessGrants.LEAST_ITERATIONS
                    + " suffice for random passwords of 16 characters or more.")
    private int scramIterations = AccessGrants.MOST_ITERATIONS;

    @Option(
            names = "--remove-further",
            description = "Remove all other rights of these users; without this option they are only listed.")
    private boolean removeFurther;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            description = "application.id of ./ratings streams, if it is not the default.")
    private String applicationId = Access.DEFAULT.applicationId();

    @Option(
            names = "--alert-groups",
            paramLabel = "PREFIX",
            description = "group.prefix of ./ratings alerts, if it is not the default.")
    private String alertGroups = Access.DEFAULT.alertGroups();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Map<Party, String> users = users(spec);
            if (dryRun) {
                out.print(table(users).render());
                out.flush();
                return 0;
            }
            requireIterations();
            Map<String, byte[]> passwords = passwords(spec, users);
            Settings settings = Settings.load(Settings.common(), Set.of(), config, System.getenv(), Map.of());
            try (Admin admin = Admin.create(settings.kafkaClient())) {
                apply(new AccessGrants(admin), users, passwords, out);
            }
            return 0;
        } catch (InvalidSettingsException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void apply(AccessGrants grants, Map<Party, String> users, Map<String, byte[]> passwords, PrintWriter out) {
        Map<String, List<AclBinding>> wanted = new TreeMap<>();
        users.forEach((party, user) -> wanted.merge(
                USER + user,
                access().of(party).stream()
                        .flatMap(grant -> grant.bindings(USER + user).stream())
                        .toList(),
                AccessCommand::both));
        if (!passwords.isEmpty()) {
            grants.setPasswords(passwords, scramIterations);
            out.println("passwords set: " + String.join(", ", passwords.keySet()));
        }
        AccessGrants.Outcome outcome = grants.apply(wanted, removeFurther);
        out.println("rights: " + outcome.added() + " added, " + outcome.present() + " were there");
        if (!outcome.further().isEmpty()) {
            out.println((removeFurther ? "removed" : "further rights of these users, left unchanged") + ":"
                    + System.lineSeparator() + AccessGrants.describe(outcome.further()));
        }
        out.flush();
    }

    private void requireIterations() {
        if (scramIterations < AccessGrants.LEAST_ITERATIONS || scramIterations > AccessGrants.MOST_ITERATIONS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--scram-iterations: brokers accept from " + AccessGrants.LEAST_ITERATIONS + " to "
                            + AccessGrants.MOST_ITERATIONS);
        }
    }

    /** Several processes may share a user. */
    private static List<AclBinding> both(List<AclBinding> one, List<AclBinding> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }

    private Access access() {
        return new Access(applicationId, alertGroups);
    }

    private Map<Party, String> users(CommandSpec command) {
        Map<String, String> given = new TreeMap<>(principals);
        Map<Party, String> users = new EnumMap<>(Party.class);
        for (Party party : Party.values()) {
            String name = given.remove(party.id());
            users.put(party, name == null ? party.id() : name);
        }
        if (!given.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--principal: there is no process " + String.join(", ", given.keySet()) + "; there are "
                            + users.keySet().stream().map(Party::id).toList());
        }
        return users;
    }

    private Map<String, byte[]> passwords(CommandSpec command, Map<Party, String> users) {
        Path folder = scram;
        Map<String, byte[]> passwords = new TreeMap<>();
        if (folder == null) {
            return passwords;
        }
        users.forEach((party, user) -> {
            Path file = folder.resolve(party.id());
            if (Files.exists(file)) {
                passwords.put(user, password(command, file));
            }
        });
        if (passwords.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "--scram: " + folder + " contains no file named after a process");
        }
        return passwords;
    }

    private static byte[] password(CommandSpec command, Path file) {
        try {
            String password = Files.readString(file).strip();
            if (password.isEmpty()) {
                throw new ParameterException(command.commandLine(), "--scram: " + file + " is empty");
            }
            return password.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ParameterException(command.commandLine(), "--scram: " + file + " can't be read (" + e + ")", e);
        }
    }

    private TextTable table(Map<Party, String> users) {
        TextTable table = new TextTable("user", "may", "to");
        users.forEach((party, user) -> {
            for (Grant grant : access().of(party)) {
                table.row(user, grant.describeOperations(), grant.describeResource());
            }
        });
        return table;
    }
}
