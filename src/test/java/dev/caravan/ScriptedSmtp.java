package dev.caravan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server that says what it is told to, since a content one never says most of what a server may say. */
final class ScriptedSmtp implements AutoCloseable {
    private final ServerSocket server = open();
    private final Map<String, Queue<String>> replies = new ConcurrentHashMap<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    ScriptedSmtp() {
        Thread thread = new Thread(this::serve, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** To a command, or to a mail's end, {@code "."}: each once and in this order; after these it is content. */
    ScriptedSmtp replies(String command, String... said) {
        replies.put(command, new ArrayDeque<>(List.of(said)));
        return this;
    }

    /** Every line that it was sent. */
    List<String> lines() {
        return lines;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                talk(client);
            } catch (IOException e) {
                // the client went away, or the test is over
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        OutputStream out = client.getOutputStream();
        say(out, reply("greeting", "220 scripted"));
        boolean mail = false;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            String command = mail ? line : line.split("[ :]", 2)[0];
            if (!mail || line.equals(".")) {
                say(out, reply(command, command.equals("DATA") ? "354 go on" : "250 fine"));
                mail = command.equals("DATA");
            }
        }
    }

    private String reply(String command, String content) {
        Queue<String> said = replies.getOrDefault(command, new ArrayDeque<>());
        String reply = said.poll();
        return reply == null ? content : reply;
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
