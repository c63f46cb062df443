package dev.caravan.client;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Properties;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * camel-mail's way to an SMTP server with what it lacks: the bound of a whole attempt, the {@link AddressGuard}, encryption that
 * is demanded and not just taken where offered, and refusals that can be judged like any service's.
 */
public final class BoundedMail extends DefaultJavaMailSender {
    private static final String PROTOCOL = "smtp";

    private final GuardedResolver resolver;
    private Duration timeout = ClientSettings.PLAIN.timeout();
    private String tls = "starttls";
    private @Nullable Session session;

    public BoundedMail() {
        this(SystemDefaultDnsResolver.INSTANCE);
    }

    BoundedMail(DnsResolver names) {
        resolver = new GuardedResolver(names);
        setProtocol(PROTOCOL);
    }

    /** From the connection to the server's last line, in milliseconds. */
    public void setTimeout(long millis) {
        timeout = Duration.ofMillis(millis);
    }

    /** {@code starttls}, {@code tls} from the first byte, or {@code none}. */
    public void setTls(String tls) {
        this.tls = tls;
    }

    /** A server without accounts is told no name; an empty one it would refuse. */
    @Override
    public void setUsername(@Nullable String username) {
        super.setUsername(blankToNull(username));
    }

    @Override
    public void setPassword(@Nullable String password) {
        super.setPassword(blankToNull(password));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    @Override
    public synchronized Session getSession() {
        if (session == null) {
            session = Session.getInstance(properties());
        }
        return session;
    }

    private Properties properties() {
        Properties properties = new Properties();
        set(properties, "auth", getUsername() != null);
        set(properties, "starttls.enable", tls.equals("starttls"));
        set(properties, "starttls.required", tls.equals("starttls"));
        set(properties, "ssl.enable", tls.equals("tls"));
        set(properties, "ssl.checkserveridentity", true);
        set(properties, "writetimeout", timeout.toMillis());
        set(properties, "quitwait", false);
        // the one is asked for where TLS begins at once, and then put under it
        BoundedSockets sockets = new BoundedSockets(getHost(), getPort(), timeout, resolver);
        properties.put("mail.smtp.socketFactory", sockets);
        properties.put("mail.smtp.ssl.socketFactory", sockets);
        set(properties, "socketFactory.fallback", false);
        return properties;
    }

    private static void set(Properties properties, String option, Object value) {
        properties.setProperty("mail." + PROTOCOL + "." + option, value.toString());
    }

    @Override
    public void send(MimeMessage message) throws MessagingException {
        try {
            super.send(message);
        } catch (AuthenticationFailedException e) {
            throw refused(MailReply.toLogin(e));
        } catch (MessagingException e) {
            MailReply reply = MailReply.in(e);
            throw reply == null ? e : refused(reply);
        }
    }

    private static MessagingException refused(MailReply reply) {
        return new MessagingException(
                "the server refused the " + reply.about(), new UnexpectedAnswerException(reply.code(), reply.text()));
    }
}
