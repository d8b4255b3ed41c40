package uk.regionalratings.alerts.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.AlertLine;
import uk.regionalratings.alerts.config.Secret;
import uk.regionalratings.alerts.config.Section;
import uk.regionalratings.alerts.config.SinkContext;
import uk.regionalratings.vocabulary.LondonDates;

/**
 * Sends alerts by e-mail: a few seconds after the first, so that the judgements of one inspection arrive in one mail,
 * or once a day. A mail that is sent again after a crash has the same Message-ID.
 */
final class EmailSink implements Sink {
    /** How the connection to the mail server is protected. */
    private enum Protection {
        STARTTLS,
        IMPLICIT,
        NONE
    }

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** RFC 5322 section 3.3. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(LondonDates.ZONE);

    private final Session session;
    private final InternetAddress from;
    private final List<InternetAddress> to;
    private final @Nullable String user;
    private final @Nullable Secret password;
    private final Cadence cadence;
    private final EmailText text;
    private final Clock clock = Clock.systemUTC();

    private EmailSink(
            Session session,
            InternetAddress from,
            List<InternetAddress> to,
            @Nullable String user,
            @Nullable Secret password,
            Cadence cadence,
            AlertLine line) {
        this.session = session;
        this.from = from;
        this.to = List.copyOf(to);
        this.user = user;
        this.password = password;
        this.cadence = cadence;
        this.text = new EmailText(line);
    }

    static Sink read(Section section, SinkContext context) {
        InternetAddress from = section.parsed("from", "an address", EmailSink::address)
                .orElseGet(() -> {
                    section.problem("from", "give the address that mails come from");
                    return new InternetAddress();
                });
        List<InternetAddress> to = section.texts("to").stream()
                .flatMap(text -> recipient(section, text).stream())
                .toList();
        if (to.isEmpty()) {
            section.problem("to", "give the addresses that mails go to");
        }
        Optional<String> user = section.optionalText("user");
        Optional<Secret> password = context.secret(section, "password");
        if (user.isPresent() != password.isPresent()) {
            section.problem("user", "user and password go together");
        }
        return new EmailSink(
                session(section),
                from,
                to,
                user.orElse(null),
                password.orElse(null),
                DigestTimes.read(section),
                context.line());
    }

    private static InternetAddress address(String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            if (!address.getAddress().contains("@")) {
                throw new IllegalArgumentException(text);
            }
            return address;
        } catch (AddressException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Optional<InternetAddress> recipient(Section section, String text) {
        try {
            return Optional.of(address(text));
        } catch (IllegalArgumentException e) {
            section.problem("to", "\"" + text + "\" is not an e-mail address");
            return Optional.empty();
        }
    }

    private static Session session(Section section) {
        String host = section.text("host");
        Protection protection = section.constant(
                "tls", Protection.STARTTLS, constant -> constant.name().toLowerCase(Locale.ROOT));
        boolean plainAllowed = section.flag("allowPlain");
        if (protection == Protection.NONE
                && !plainAllowed
                && !List.of("localhost", "127.0.0.1", "::1").contains(host)) {
            section.problem("tls", "none is for a mail server on this machine, unless allowPlain is true");
        }
        int port = section.number("port", protection == Protection.IMPLICIT ? 465 : 587, 1, 65_535);
        Duration deadline = section.duration("timeout", DEADLINE, Duration.ofSeconds(1), Duration.ofMinutes(2));
        String millis = Long.toString(deadline.toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(protection == Protection.IMPLICIT));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(protection == Protection.STARTTLS));
        // Without this, a server in between could make the client send plain text.
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(protection == Protection.STARTTLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return Session.getInstance(properties);
    }

    @Override
    public void deliver(List<Alert> alerts) throws DeliveryException {
        try (Transport transport = session.getTransport("smtp")) {
            Message message = message(alerts);
            transport.connect(user, password == null ? null : password.reveal());
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            throw failed(e);
        }
    }

    private Message message(List<Alert> alerts) throws MessagingException {
        MimeMessage message = new OneMessage(session, messageId(alerts));
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, to.toArray(new InternetAddress[0]));
        message.setSubject(text.subject(alerts), UTF_8.name());
        message.setHeader("Date", DATE.format(clock.instant()));
        // Suppresses out-of-office replies.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContent(text.body(alerts));
        message.saveChanges();
        return message;
    }

    private String messageId(List<Alert> alerts) {
        String ids = alerts.stream().map(Alert::deliveryId).collect(Collectors.joining(","));
        String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
        return "<" + UUID.nameUUIDFromBytes(ids.getBytes(UTF_8)) + "@" + domain + ">";
    }

    private static DeliveryException failed(MessagingException failure) {
        for (Exception cause = failure; cause instanceof MessagingException one; cause = one.getNextException()) {
            boolean refused = (cause instanceof SMTPSendFailedException sending && sending.getReturnCode() >= 500)
                    || (cause instanceof SMTPAddressFailedException address && address.getReturnCode() >= 500);
            if (refused) {
                return DeliveryException.permanent("the mail server refused the mail: " + oneLine(cause));
            }
        }
        String what = failure instanceof SendFailedException ? "the mail was not accepted: " : "the mail server: ";
        return DeliveryException.temporary(what + oneLine(failure));
    }

    private static String oneLine(Exception failure) {
        return String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ");
    }

    @Override
    public Cadence cadence() {
        return cadence;
    }

    @Override
    public String describe() {
        return "email to " + to.stream().map(InternetAddress::getAddress).collect(Collectors.joining(", "));
    }

    /** A message with a given Message-ID. */
    private static final class OneMessage extends MimeMessage {
        private final String id;

        OneMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
