package uk.regionalratings.alerts.sink;

import static j2html.TagCreator.a;
import static j2html.TagCreator.each;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;
import static java.nio.charset.StandardCharsets.UTF_8;

import j2html.TagCreator;
import j2html.tags.specialized.LiTag;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.AlertLine;

/** The content of a mail, as plain text and as HTML with escaped values. */
final class EmailText {
    private static final String SOURCE = "Source: Ofsted's published reports, under the Open Government Licence v3.0.";

    private final AlertLine line;

    EmailText(AlertLine line) {
        this.line = line;
    }

    String subject(List<Alert> alerts) {
        Alert first = alerts.get(0);
        String title = (first.sample() ? "SAMPLE: " : "")
                + (first.change().getRetracted() ? "Retracted: " : "")
                + line.title(first.change());
        String more = alerts.size() == 1 ? "" : " and " + (alerts.size() - 1) + " more";
        // A header must not contain a line break.
        return (title + more).replaceAll("\\p{Cntrl}", " ");
    }

    MimeMultipart body(List<Alert> alerts) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(plain(alerts), UTF_8.name());
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(rich(alerts), UTF_8.name(), "html");
        return new MimeMultipart("alternative", plain, rich);
    }

    private String plain(List<Alert> alerts) {
        StringBuilder text = new StringBuilder();
        for (Alert alert : alerts) {
            text.append("- ").append(line.of(alert)).append('\n');
            String report = report(alert);
            if (report != null) {
                text.append("  ").append(report).append('\n');
            }
        }
        return text.append('\n').append(SOURCE).append('\n').toString();
    }

    private String rich(List<Alert> alerts) {
        return "<!doctype html>\n"
                + html(head(title(subject(alerts))), TagCreator.body(ul(each(alerts, this::item)), p(SOURCE)))
                        .withLang("en")
                        .render();
    }

    private LiTag item(Alert alert) {
        LiTag item = li(line.of(alert));
        String report = report(alert);
        return report == null
                ? item
                : item.with(TagCreator.text(" "), a("Report").withHref(report));
    }

    /** The address of a report as a link; null unless it is a web address. */
    private static @Nullable String report(Alert alert) {
        String url = alert.change().getReportUrl();
        return url != null && url.matches("https?://[^\\s\\p{Cntrl}]+") ? url : null;
    }
}
