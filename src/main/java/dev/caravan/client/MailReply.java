package dev.caravan.client;

import jakarta.mail.MessagingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server's refusal.
 *
 * @param about what it refuses: the encryption, the login, the sender, a recipient or the message
 * @param code of three digits
 * @param line the rest of what it said
 */
record MailReply(String about, int code, String line) {
    private static final int BAD_CREDENTIALS = 535;
    private static final int NOT_OFFERED = 502;
    private static final Pattern FORM = Pattern.compile("(?s)\\s*(\\d{3})[ -]?(.*)");

    private static MailReply of(String about, int code, @Nullable String said) {
        Matcher reply = FORM.matcher(said == null ? "" : said);
        return reply.matches()
                ? new MailReply(
                        about, Integer.parseInt(reply.group(1)), reply.group(2).strip())
                : new MailReply(about, code, said == null ? "" : said.strip());
    }

    static MailReply toLogin(MessagingException failure) {
        return of("login", BAD_CREDENTIALS, failure.getMessage());
    }

    /** The reply that a failure is about, looked for where it says most; null when the server has not replied. */
    static @Nullable MailReply in(MessagingException failure) {
        MailReply reply = null;
        for (Exception at = failure; at instanceof MessagingException next; at = next.getNextException()) {
            MailReply found = one(next);
            reply = found == null ? reply : found;
        }
        return reply;
    }

    private static @Nullable MailReply one(MessagingException failure) {
        if (failure instanceof SMTPAddressFailedException recipient) {
            return of("recipient", recipient.getReturnCode(), recipient.getMessage());
        }
        if (failure instanceof SMTPSenderFailedException sender) {
            return of("sender", sender.getReturnCode(), sender.getMessage());
        }
        if (failure instanceof SMTPSendFailedException message) {
            return of("message", message.getReturnCode(), message.getMessage());
        }
        return lacksEncryption(failure) ? new MailReply("encryption", NOT_OFFERED, "STARTTLS is not offered") : null;
    }

    /** What the client itself says, since the server was not asked. */
    private static boolean lacksEncryption(MessagingException failure) {
        return String.valueOf(failure.getMessage()).startsWith("STARTTLS is required");
    }

    /** As the rules of a type see it: {@code recipient: 550 5.1.1 no such user}. */
    String text() {
        return about + ": " + code + " " + line;
    }
}
