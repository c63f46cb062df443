package dev.caravan.jsonata;

import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.spi.annotations.Language;
import org.apache.camel.support.ExpressionToPredicateAdapter;
import org.apache.camel.support.LanguageSupport;

/**
 * JSONata wherever a route takes an expression.
 *
 * <p>The text is a JSONata document or {@code resource:file:path}; it is compiled when the route is built. The input is
 * the message body (maps and lists), the exchange's variables are {@code $variables}. Nothing comes out as {@code null}.
 * A mapping that cannot be compiled or evaluated throws {@link JsonataException}.
 */
@Language("jsonata")
public final class JsonataLanguage extends LanguageSupport {

    @Override
    public Predicate createPredicate(String text) {
        return ExpressionToPredicateAdapter.toPredicate(createExpression(text));
    }

    @Override
    public Expression createExpression(String text) {
        return new JsonataExpression(text.startsWith("resource:") ? text : "inline", loadResource(text));
    }
}
