package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Reads one component of a record. */
record ComponentReader(Method accessor) {

    static ComponentReader of(RecordComponent component) {
        Method accessor = component.getAccessor();
        try {
            accessor.setAccessible(true); // records are often private to the class that uses them
        } catch (InaccessibleObjectException e) {
            throw new TemplateException(
                    "Record " + component.getDeclaringRecord().getName()
                            + " cannot be read: open its package to dev.lian4j.prompts, or make it public.");
        }
        return new ComponentReader(accessor);
    }

    @Nullable
    Object read(Object record) {
        try {
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new TemplateException("Component '" + accessor.getName() + "' of record "
                    + accessor.getDeclaringClass().getSimpleName() + " cannot be read: " + e.getCause());
        }
    }
}
