package dev.caravan.client;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * Reads the heads of answers. A connection on which more came than the answer is not used again: the rest would be taken for the
 * beginning of the next answer, whose event would then be told twice.
 */
final class AnswerHeads extends DefaultHttpResponseParser {
    AnswerHeads(Http1Config config) {
        super(config);
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer arrived, InputStream stream) throws IOException, HttpException {
        ClassicHttpResponse head = head(arrived, stream);
        if (arrived.length() > mostThatFollows(head)) {
            head.setHeader(HttpHeaders.CONNECTION, HeaderElements.CLOSE);
        }
        return head;
    }

    private ClassicHttpResponse head(SessionInputBuffer arrived, InputStream stream) throws IOException, HttpException {
        try {
            return super.parse(arrived, stream);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("no status", e); // 000
        }
    }

    private static long mostThatFollows(ClassicHttpResponse head) {
        if (head.getCode() == HttpStatus.SC_NO_CONTENT || head.getCode() == HttpStatus.SC_NOT_MODIFIED) {
            return 0;
        }
        Header length = head.getFirstHeader(HttpHeaders.CONTENT_LENGTH);
        // after an interim answer comes the answer itself
        if (length == null || head.getCode() < HttpStatus.SC_OK || head.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(length.getValue());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE; // the client refuses it
        }
    }
}
