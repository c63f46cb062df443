package dev.caravan.provider;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hosts that are called without a proxy, as {@code NO_PROXY} lists them: {@code host} and all beneath it, {@code .suffix} for
 * what is beneath alone, an address, {@code 10.0.0.0/8}, each with a {@code :port} or without, or {@code *}.
 */
public record NoProxy(List<String> rules) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-f.]*:[0-9a-f:.]*");
    private static final Pattern PORT = Pattern.compile("(\\[.+]|[^:]+):(\\d{1,5})");

    /** Reads the list; what is no rule matches nothing. */
    public static NoProxy parse(String text) {
        return new NoProxy(Arrays.stream(text.split("[,\\s]+"))
                .filter(rule -> !rule.isEmpty())
                .map(rule -> rule.toLowerCase(Locale.ROOT))
                .toList());
    }

    boolean covers(String host, int port) {
        String name = bare(host.toLowerCase(Locale.ROOT));
        return rules.stream().anyMatch(rule -> covers(rule, name, port));
    }

    private static boolean covers(String rule, String host, int port) {
        var withPort = PORT.matcher(rule);
        if (withPort.matches()) {
            return Integer.parseInt(withPort.group(2)) == port && covers(withPort.group(1), host, port);
        }
        if (rule.equals("*")) {
            return true;
        }
        if (rule.contains("/")) {
            return within(rule, host);
        }
        String name = bare(rule.startsWith("*.") ? rule.substring(1) : rule);
        return host.equals(name) || host.endsWith(name.startsWith(".") ? name : "." + name);
    }

    private static boolean within(String network, String host) {
        String[] parts = network.split("/", 2);
        Optional<byte[]> base = address(bare(parts[0]));
        Optional<byte[]> given = address(host);
        if (base.isEmpty() || given.isEmpty() || !parts[1].matches("\\d{1,3}")) {
            return false;
        }
        return prefix(base.get(), given.get(), Integer.parseInt(parts[1]));
    }

    private static boolean prefix(byte[] base, byte[] given, int bits) {
        if (base.length != given.length || bits > base.length * 8) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (((base[bit / 8] ^ given[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Of literals alone: names are the proxy's to look up. */
    private static Optional<byte[]> address(String host) {
        try {
            return LITERAL.matcher(host).matches()
                    ? Optional.of(InetAddress.getByName(host).getAddress())
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
