package dev.caravan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A request that must be refused, byte by byte.
 *
 * @param name the case's id and what is wrong
 * @param request every character is one byte
 * @param source what the refusal is counted under
 */
record BadInput(String name, String request, int status, String code, String source) {
    static final String JSON = "Content-Type: application/json\r\n";

    /** A request to no source in particular whose body, or the fields that describe it, is bad. */
    static BadInput body(String name, String fields, String body, int status, String code) {
        return new BadInput(name, post("/webhook", fields, body), status, code, "none");
    }

    static BadInput raw(String name, String request, int status, String code) {
        return new BadInput(name, request, status, code, "none");
    }

    static String post(String target, String fields, String body) {
        return "POST " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "Content-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    /** The same, sent to a source by its name. */
    BadInput to(String named) {
        return new BadInput(
                name + ", /webhook/" + named,
                request.replaceFirst("/webhook ", "/webhook/" + named + " "),
                status,
                code,
                named);
    }

    byte[] bytes() {
        return request.getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
        return name;
    }
}
