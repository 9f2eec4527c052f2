package dev.lian4j.dataconnection.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where to cut texts in a programming or markup language: at declarations, then at control flow, then at paragraphs,
 * lines and words. For {@link RecursiveCharacterTextSplitter#fromLanguage}, which replaces LangChain's
 * {@code PythonCodeTextSplitter}, {@code MarkdownTextSplitter} and {@code LatexTextSplitter} too. Names and order of
 * coarseness are LangChain's (MIT); {@link #PERL}, {@link #SHELL}, {@link #SQL}, {@link #DART} and {@link #YAML} are more.
 */
public enum Language {
    /** C. */
    C(lines("class void int float double if for while switch case")),
    /** C++. */
    CPP(lines("class void int float double if for while switch case")),
    /** C#. */
    CSHARP(lines("interface enum implements delegate event class abstract public protected private static return if"
            + " continue for foreach while switch break case else try throw finally catch")),
    /** COBOL; its paragraphs are not apart by blank lines. */
    COBOL(Cobol.SEPARATORS, List.of("\n", " ", "")),
    /** Dart. */
    DART(lines("import class mixin extension enum typedef void final const var if for while switch case")),
    /** Elixir. */
    ELIXIR(lines("def defp defmodule defprotocol defmacro defmacrop if unless while case cond with for do")),
    /** Go. */
    GO(lines("func var const type if for switch case")),
    /** Haskell. */
    HASKELL(
            List.of("\nmain :: ", "\nmain = "),
            lines("let in do where :: ="),
            lines("data newtype type module import qualified"),
            lines("class instance case"),
            // LangChain's bar is not escaped: after what is above it cuts at lines and words alike
            List.of("\n| ", ""),
            List.of()),
    /** HTML: before each tag of a block; better is {@link HtmlHeaderTextSplitter}. */
    HTML(
            tags("body div p br li h1 h2 h3 h4 h5 h6 span table tr td th ul ol"),
            tags("header footer nav head style script meta title"),
            List.of("")),
    /** Java. */
    JAVA(lines("class public protected private static if for while switch case")),
    /** JavaScript. */
    JS(lines("function const let var class if for while switch case default")),
    /** Kotlin. */
    KOTLIN(lines("class public protected private internal companion fun val var if for while when case else")),
    /** LaTeX. */
    LATEX(
            commands("chapter section subsection subsubsection", ""),
            commands("enumerate itemize description list quote quotation verse verbatim align", "begin"),
            List.of("\\$\\$", "\\$", " ", "")),
    /** Lua. */
    LUA(lines("local function if for while repeat")),
    /** Markdown: at headings, code, rules; better is {@link MarkdownHeaderTextSplitter}. */
    MARKDOWN(List.of("\n#{1,6} ", "```\n", "\n\\*\\*\\*+\n", "\n---+\n", "\n___+\n"), Separators.DEFAULT),
    /** Perl. */
    PERL(lines("package use sub my our if unless elsif else for foreach while until")),
    /** PHP. */
    PHP(lines("function class if foreach while do switch case")),
    /** PowerShell. */
    POWERSHELL(lines("function param if foreach for while switch class try catch finally")),
    /** Protocol Buffers. */
    PROTO(lines("message service enum option import syntax")),
    /** Python. */
    PYTHON(List.of("\nclass ", "\ndef ", "\n\tdef "), Separators.DEFAULT),
    /** R. */
    R(
            List.of("\nfunction ", "\nsetClass\\(", "\nsetMethod\\(", "\nsetGeneric\\("),
            lines("if else for while repeat"),
            List.of("\nlibrary\\(", "\nrequire\\("),
            Separators.DEFAULT),
    /** reStructuredText. */
    RST(List.of("\n=+\n", "\n-+\n", "\n\\*+\n", "\n\n.. *\n\n"), Separators.DEFAULT),
    /** Ruby. */
    RUBY(lines("def class if unless while for do begin rescue")),
    /** Rust. */
    RUST(lines("fn const let if while for loop match")),
    /** Scala. */
    SCALA(lines("class object def val var if for while match case")),
    /** Shell scripts. */
    SHELL(lines("function"), List.of("\n\\w+\\(\\) "), lines("case if for while until"), Separators.DEFAULT),
    /** Solidity. */
    SOL(
            lines("pragma using contract interface library constructor type function event modifier error struct enum"),
            lines("if for while do assembly"),
            Separators.DEFAULT),
    /** SQL, after each statement, then at its clauses, in either case. */
    SQL(
            List.of("(?<=;)\\s*\n"),
            List.of("(?i)\n(?:create|alter|drop|insert|update|delete|with|select)\\s"),
            List.of("(?i)\n\\s*(?:from|where|group by|having|order by|union)\\s"),
            Separators.DEFAULT),
    /** Swift. */
    SWIFT(lines("func class struct enum if for while do switch case")),
    /** TypeScript. */
    TS(lines("enum interface namespace type class function const let var if for while switch case default")),
    /** Visual Basic 6. */
    VISUALBASIC6(
            basic("Sub\\s+", "Function\\s+", "Property\\s+(?:Get|Let|Set)\\s+", "Type\\s+", "Enum\\s+"),
            List.of("\n(?!End\\s)If\\s+", "\nElseIf\\s+", "\nElse\\s+", "\nSelect\\s+Case\\s+", "\nCase\\s+"),
            List.of("\nFor\\s+", "\nDo\\s+", "\nWhile\\s+", "\nWith\\s+"),
            Separators.DEFAULT),
    /** YAML: documents, then keys without indent. */
    YAML(List.of("\n---\\s*\n", "\n(?=[^\\s#-])", "\n(?=- )"), Separators.DEFAULT);

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of strings
    private final List<String> separators;

    Language(List<String> keywords) {
        this(keywords, Separators.DEFAULT);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    Language(List<String>... levels) {
        this.separators = Arrays.stream(levels).flatMap(List::stream).distinct().toList();
    }

    /** The separators, coarse ones first: regular expressions, to be kept at the start of the next piece. */
    public List<String> separators() {
        return separators;
    }

    /** Before lines that start with a keyword. */
    private static List<String> lines(String keywords) {
        return Stream.of(keywords.split(" ")).map(word -> "\n" + word + " ").toList();
    }

    private static List<String> tags(String names) {
        return Stream.of(names.split(" ")).map(name -> "<" + name).toList();
    }

    private static List<String> commands(String names, String command) {
        return Stream.of(names.split(" "))
                .map(name -> command.isEmpty() ? name + "\\{" : command + "\\{" + name + "\\}")
                .map(written -> "\n\\\\" + written)
                .toList();
    }

    private static List<String> basic(String... kinds) {
        return Stream.of(kinds)
                .map(kind -> "\n(?!End\\s)(?:Public|Private|Friend|Global|Static)\\s+?" + kind)
                .toList();
    }

    /** An enum's constants cannot see its own constants. */
    private static final class Cobol {
        static final List<String> SEPARATORS = separators();

        private static List<String> separators() {
            List<String> separators = new ArrayList<>();
            ends(separators, " DIVISION\\.", "IDENTIFICATION,ENVIRONMENT,DATA,PROCEDURE");
            ends(separators, " SECTION\\.", "WORKING-STORAGE,LINKAGE,FILE,INPUT-OUTPUT");
            ends(separators, " ", "OPEN,CLOSE,READ,WRITE,IF,ELSE,MOVE,PERFORM,UNTIL,VARYING,ACCEPT,DISPLAY");
            ends(separators, "\\.", "STOP RUN");
            return separators;
        }

        private static void ends(List<String> to, String end, String starts) {
            Stream.of(starts.split(",")).map(start -> "\n" + start + end).forEach(to::add);
        }
    }
}
