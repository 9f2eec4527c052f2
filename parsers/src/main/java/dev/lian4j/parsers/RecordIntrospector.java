package dev.lian4j.parsers;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson which components of a record must be there and must not be null, all but those that {@link Absent} names,
 * and how to tell the records of a sealed interface apart.
 */
class RecordIntrospector extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
        return component(member)
                .map(component -> !Absent.isAllowed(component))
                .orElseGet(() -> super.hasRequiredMarker(member));
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        return component(annotated)
                .map(component -> JsonSetter.Value.construct(
                        nulls(Absent.isAllowed(component)), nulls(Absent.isAllowedWithin(component))))
                .orElseGet(() -> super.findSetterInfo(annotated));
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return isSealed(annotated)
                ? JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, SealedTypes.FIELD, null, false, true, null)
                : super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        return isSealed(annotated)
                ? SealedTypes.records(annotated.getRawType()).entrySet().stream()
                        .map(record -> new NamedType(record.getValue(), record.getKey()))
                        .toList()
                : super.findSubtypes(annotated);
    }

    /** Of types only: a component of such a type is handled by its type. */
    private static boolean isSealed(Annotated annotated) {
        return annotated instanceof AnnotatedClass && SealedTypes.isOne(annotated.getRawType());
    }

    private static Nulls nulls(boolean allowed) {
        return allowed ? Nulls.SET : Nulls.FAIL;
    }

    static Optional<RecordComponent> component(Annotated annotated) {
        if (annotated instanceof AnnotatedParameter parameter
                && parameter.getDeclaringClass().isRecord()) {
            RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
            return parameter.getOwner().getParameterCount() == components.length
                    ? Optional.of(components[parameter.getIndex()])
                    : Optional.empty();
        }
        return Optional.empty();
    }
}
