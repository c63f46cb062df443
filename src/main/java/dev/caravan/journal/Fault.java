package dev.caravan.journal;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What an error of the database means for the journal.
 *
 * @param everyone whether the next statement would fail likewise, so that it is not this command's own fault
 * @param lasting whether what was written before is in doubt until a restart reads the file anew
 */
record Fault(String reason, boolean everyone, boolean lasting) {

    private static final int PRIMARY = 0xff;

    static Fault of(SQLException e) {
        if (e.getSQLState() != null) { // SQLite has none
            return ServerFault.of(e);
        }
        int code = e instanceof SQLiteException s ? s.getResultCode().code : e.getErrorCode();
        boolean lasting = code == SQLiteErrorCode.SQLITE_IOERR_FSYNC.code
                || code == SQLiteErrorCode.SQLITE_IOERR_DIR_FSYNC.code
                || code == SQLiteErrorCode.SQLITE_CORRUPT.code;
        String reason = reason(code & PRIMARY);
        boolean everyone = !reason.isEmpty();
        return new Fault(everyone ? reason : "it refuses the statement (SQLite error " + code + ")", everyone, lasting);
    }

    private static String reason(int primary) {
        return switch (primary) {
            case 13 -> "the disk is full";
            case 10 -> "the disk reports an input/output error";
            case 8 -> "the file is read-only";
            case 14 -> "the file cannot be opened";
            case 11 -> "the file is damaged";
            case 26 -> "the file is not an SQLite database";
            case 5, 6, 15 -> "another process locks the file";
            case 7 -> "there is not enough memory";
            case 3, 23 -> "access is denied";
            default -> "";
        };
    }
}
