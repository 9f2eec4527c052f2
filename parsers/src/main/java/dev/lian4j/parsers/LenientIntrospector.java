package dev.lian4j.parsers;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;

/** As the one it extends, but every component may be missing: collections are then empty, others null, 0 or false. */
final class LenientIntrospector extends RecordIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
        return false;
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        return component(annotated).map(LenientIntrospector::setter).orElseGet(() -> super.findSetterInfo(annotated));
    }

    private static JsonSetter.Value setter(RecordComponent component) {
        Class<?> type = component.getType();
        boolean holdsMany =
                Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type) || type.isArray();
        return JsonSetter.Value.construct(
                holdsMany && !Absent.isAllowed(component) ? Nulls.AS_EMPTY : Nulls.SET,
                Absent.isAllowedWithin(component) ? Nulls.SET : Nulls.SKIP);
    }
}
