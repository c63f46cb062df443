package dev.caravan;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Has an error fail the exchange, as an exception does. Camel catches exceptions alone, and an error, such as the overflow of
 * the stack that a regular expression or a template can bring about, would end the thread of a lane, and with it the lane.
 */
final class CaughtErrors implements InterceptStrategy {
    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Once once = new Once(callback);
                try {
                    return super.process(exchange, once);
                } catch (Error e) {
                    exchange.setException(e);
                    once.done(true);
                    return true;
                }
            }
        };
    }

    /** Some processors call back while an error passes through them; a second call would run what follows twice. */
    private static final class Once extends AtomicBoolean implements AsyncCallback {
        private static final long serialVersionUID = 1L;

        private final transient AsyncCallback callback;

        Once(AsyncCallback callback) {
            this.callback = callback;
        }

        @Override
        public void done(boolean synchronous) {
            if (compareAndSet(false, true)) {
                callback.done(synchronous);
            }
        }
    }
}
