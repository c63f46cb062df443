package dev.caravan.cli;

import picocli.CommandLine.Option;

/** How a command prints what it was told. */
final class Output {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text or json; text by default.")
    private Form form = Form.TEXT;

    boolean isJson() {
        return form == Form.JSON;
    }

    private enum Form {
        TEXT,
        JSON
    }
}
