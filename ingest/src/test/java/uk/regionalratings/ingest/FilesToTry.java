package uk.regionalratings.ingest;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** The number of random files for a property: {@code -Dfiles=N}, which an annotation can't read. */
public final class FilesToTry implements AroundPropertyHook {
    private static final int USUAL = 60;

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        context.attributes().setTries(Integer.getInteger("files", USUAL));
        return property.execute();
    }
}
