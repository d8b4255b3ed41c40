package uk.regionalratings.streams.topology;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** How many random histories a property is tried with: {@code -Dhistories=N}, which an annotation can't read. */
final class HistoriesToTry implements AroundPropertyHook {
    /** Takes some seconds. */
    private static final int USUAL = 60;

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        context.attributes().setTries(Integer.getInteger("histories", USUAL));
        return property.execute();
    }
}
