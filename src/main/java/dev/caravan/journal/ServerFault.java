package dev.caravan.journal;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What PostgreSQL's codes mean. Its texts are never shown: they may hold what was sent. */
final class ServerFault {
    /** Of what we refuse ourselves when connecting; the message of the cause is ours. */
    static final String REFUSED = "CV001";

    private static final String DAMAGED = "the database is damaged";

    private ServerFault() {}

    static Fault of(SQLException e) {
        String state = e.getSQLState();
        if (state.equals(REFUSED) && e.getCause() != null) {
            return new Fault(String.valueOf(e.getCause().getMessage()), true, false);
        }
        String reason = reason(state, e);
        boolean everyone = !reason.isEmpty();
        return new Fault(everyone ? reason : "it refuses the statement (SQLSTATE " + state + ")", everyone, false);
    }

    /** Whether waiting helps, and nobody has to correct a property or a right. */
    static boolean passes(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.matches("08...|53...|57P..|55P03|57014|25006|40...") && !state.equals("08P01");
    }

    private static String reason(String state, SQLException e) {
        return switch (state) {
            case "28000", "28P01" ->
                "the database refuses user or password: check journal.username and journal.password";
            case "3D000" -> "there is no such database: create it, or correct journal.url";
            case "42501" -> "the user may not do that: make it the owner of the journal's schema";
            case "42P01", "42703", "3F000" -> "the journal's tables are not there any more";
            case "25006" -> "the database is read-only, as a standby is";
            case "53100" -> "the database's disk is full";
            case "53200" -> "the database has not enough memory";
            case "53300" -> "the database has no connection left";
            case "55P03", "40P01" -> "another replica holds the journal's lock too long";
            case "57014" -> "the database takes too long";
            case "57P03" -> "the database is starting or stopping";
            case "XX001", "XX002" -> DAMAGED;
            default -> byClass(state, e);
        };
    }

    private static String byClass(String state, SQLException e) {
        return switch (state.substring(0, 2)) {
            case "08" -> "the database cannot be reached" + why(e);
            case "57", "25" -> "the database ended the connection";
            case "40" -> "the database gave the transaction up";
            case "53" -> "the database has not enough resources";
            case "58", "F0" -> "the database reports a system error";
            case "28" -> "the database refuses user or password: check journal.username and journal.password";
            default -> "";
        };
    }

    private static String why(SQLException e) {
        return Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                .map(ServerFault::told)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String told(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return ": its host has no address";
        }
        return cause instanceof SSLException ? ": TLS fails, check sslmode and sslrootcert in journal.url" : "";
    }
}
