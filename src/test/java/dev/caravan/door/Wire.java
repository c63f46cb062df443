package dev.caravan.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Speaks HTTP byte by byte, so that it can speak it badly. */
public final class Wire implements AutoCloseable {
    private final Socket socket;

    public Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
    }

    public record Answer(int status, Map<String, String> headers, String body) {
        public Map<?, ?> json() throws IOException {
            return new ObjectMapper().readValue(body, Map.class);
        }

        public String code() throws IOException {
            return String.valueOf(json().get("code"));
        }
    }

    public static Answer post(int port, String path, String headers, byte[] body) throws IOException {
        try (Wire wire = new Wire(port)) {
            wire.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length + "\r\n" + headers
                    + "\r\n");
            wire.send(body);
            return wire.answer();
        }
    }

    public static Answer post(int port, String path, String body) throws IOException {
        return post(port, path, "Content-Type: application/json\r\n", body.getBytes(UTF_8));
    }

    public static Answer raw(int port, String text) throws IOException {
        try (Wire wire = new Wire(port)) {
            wire.send(text);
            return wire.answer();
        }
    }

    public void send(String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    public Answer answer() throws IOException {
        String[] head = head().split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>();
        for (int at = 1; at < head.length - 2; at++) {
            String[] field = head[at].split(": ?", 2);
            headers.put(field[0].toLowerCase(Locale.ROOT), field[1]);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = socket.getInputStream().readNBytes(length);
        return new Answer(Integer.parseInt(head[0].split(" ", 3)[1]), headers, new String(body, UTF_8));
    }

    private String head() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("Closed after: " + head.toString(ISO_8859_1));
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    public String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    /** True when the server ends the connection. */
    public boolean isEnded() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
