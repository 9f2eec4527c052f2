package dev.lian4j.models.tokens;

import com.knuddels.jtokkit.api.ModelType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which model uses which encoding: by the family that a name starts with, then by jtokkit's list. */
final class KnownModels {

    private static final List<String> NEWEST = List.of("gpt-4o", "gpt-4.1", "gpt-4.5", "gpt-5", "gpt-oss", "chatgpt");
    private static final List<String> OLDER = List.of("gpt-4", "gpt-3.5", "text-embedding-");

    private KnownModels() {}

    static Optional<Encoding> encoding(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        if (NEWEST.stream().anyMatch(name::startsWith) || name.matches("o\\d+(-.*)?")) {
            return Optional.of(Encoding.O200K_BASE);
        }
        if (OLDER.stream().anyMatch(name::startsWith)) {
            return Optional.of(Encoding.CL100K_BASE);
        }
        return ModelType.fromName(name).map(ModelType::getEncodingType).flatMap(KnownModels::of);
    }

    private static Optional<Encoding> of(com.knuddels.jtokkit.api.EncodingType type) {
        return Arrays.stream(Encoding.values())
                .filter(encoding -> encoding.type == type)
                .findFirst();
    }
}
