package dev.caravan;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real SMTP server on loopback that takes mail for anybody. */
final class FakeMail implements AutoCloseable {
    private static @Nullable FakeMail shared;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    FakeMail() {
        server.start();
    }

    /** The one for tests that ask every type what it sends; it ends with the tests. */
    static synchronized FakeMail shared() {
        if (shared == null) {
            shared = new FakeMail();
        }
        return shared;
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** Only who logs in may send from now on. */
    void demandsLogin(String username, String password) {
        server.setUser(username, username, password);
        server.getUserManager().setAuthRequired(true);
    }

    /** Oldest first; each recipient of a mail has one. */
    List<MimeMessage> mails() {
        return Arrays.asList(server.getReceivedMessages());
    }

    /** Of each mail what a reader sees, oldest first. */
    List<Object> messages() {
        return mails().stream().map(FakeMail::shown).toList();
    }

    private static Object shown(MimeMessage mail) {
        try {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("from", mail.getFrom()[0].toString());
            shown.put("to", mail.getHeader(RecipientType.TO.toString(), ","));
            shown.put("subject", mail.getSubject());
            shown.put("text", text(mail));
            return shown;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(MimeMessage mail) {
        try {
            return mail.getContent().toString();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void forget() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
