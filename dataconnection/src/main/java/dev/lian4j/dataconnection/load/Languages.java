package dev.lian4j.dataconnection.load;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What languages of programming are called, by the extensions of their files; LangChain's names where it has one. */
final class Languages {

    /** A language a line, its extensions behind it. */
    private static final String TABLE = """
            bash sh bash zsh
            c c h
            clojure clj cljs
            cmake cmake
            cobol cbl cob cobol
            cpp cpp cc cxx hpp hh hxx
            csharp cs
            css css scss less
            dart dart
            dockerfile dockerfile
            elixir ex exs
            erlang erl
            fsharp fs
            go go
            graphql graphql gql
            groovy groovy gradle
            haskell hs
            ini ini cfg conf properties
            java java
            js js mjs cjs jsx
            julia jl
            kotlin kt kts
            latex tex
            lua lua
            makefile makefile mk
            objectivec m mm
            perl pl pm
            php php
            powershell ps1
            proto proto
            python py pyi
            r r
            ruby rb
            rust rs
            scala scala sc
            sol sol
            sql sql
            swift swift
            terraform tf
            toml toml
            ts ts tsx mts cts
            visualbasic vb vbs bas
            vue vue
            yaml yaml yml
            zig zig
            """;

    private static final Map<String, String> BY_EXTENSION = table();

    private Languages() {}

    private static Map<String, String> table() {
        Map<String, String> languages = new TreeMap<>();
        for (String line : TABLE.lines().toList()) {
            String[] words = line.split(" ", -1);
            for (int i = 1; i < words.length; i++) {
                languages.put(words[i], words[0]);
            }
        }
        return Map.copyOf(languages);
    }

    static Set<String> extensions() {
        return BY_EXTENSION.keySet();
    }

    /** The language of a file; what is behind the last dot of its name where that is not known. */
    static String of(String fileName) {
        String extension = FileTypes.extension(fileName);
        return BY_EXTENSION.getOrDefault(extension, extension);
    }
}
