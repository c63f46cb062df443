package dev.caravan.jsonata;

import com.dashjoin.jsonata.Jsonata;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compiles JSONata documents as Caravan evaluates them. */
public final class Documents {
    private static final String BYTE_ORDER_MARK = "\uFEFF"; // of Windows' editors

    private Documents() {}

    /**
     * A document with Caravan's functions, for one thread at a time.
     *
     * @throws com.dashjoin.jsonata.JException if the text is not valid JSONata
     * @throws EndlessException if it is nested too deep to be read
     */
    public static Jsonata compile(String text) {
        Jsonata document = parse(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        document.setValidateInput(false); // what Jackson made is JSON already
        MappingFunctions.register(document);
        // While any document is evaluated, the one that its thread compiled last serves as scratch: the library
        // leaves the frames of the evaluation in it. A document of ours would carry them, and with them the values of
        // another event, into its own next evaluation, ever more slowly. So one that is never evaluated has to be last.
        Jsonata.jsonata("null");
        return document;
    }

    private static Jsonata parse(String text) {
        try {
            return Jsonata.jsonata(text);
        } catch (StackOverflowError e) {
            throw new EndlessException("is nested too deep");
        }
    }

    /**
     * What a document gives.
     *
     * @throws com.dashjoin.jsonata.JException if it fails
     * @throws EndlessException if it does not end
     */
    public static @Nullable Object evaluate(Jsonata document, @Nullable Object input, Map<String, Object> variables) {
        document.assign("variables", variables);
        document.assign(Steps.NAME, new Steps());
        try {
            return document.evaluate(input);
        } catch (StackOverflowError e) {
            throw new EndlessException("calls itself too deep");
        }
    }

    /**
     * An expression for any number of threads.
     *
     * @param name says where it stands, for {@link JsonataException}
     * @throws JsonataException if the text is not valid JSONata
     */
    public static Function<Object, @Nullable Object> function(String name, String text) {
        JsonataExpression expression = new JsonataExpression(name, text);
        return input -> expression.evaluate(input, Map.of());
    }
}
