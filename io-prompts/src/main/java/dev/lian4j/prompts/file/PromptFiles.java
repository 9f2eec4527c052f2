package dev.lian4j.prompts.file;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.prompt.BasePromptTemplate;
import dev.lian4j.prompts.TemplateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Prompts in files: JSON or YAML by the name's ending, with LangChain's fields. {@code _type} is {@code prompt} (the
 * default), {@code few_shot} or {@code chat}.
 *
 * <ul>
 *   <li>prompt: {@code template} or {@code template_path}, {@code template_format}, {@code partial_variables}
 *   <li>few_shot: {@code examples} (a list or the name of a file), {@code example_prompt} or {@code example_prompt_path},
 *       {@code prefix}, {@code suffix} (each also as {@code _path}), {@code example_separator}
 *   <li>chat: {@code messages}, each a {@code role} with a {@code prompt}, a {@code template} or {@code content}, or a
 *       place: {@code variable_name}, {@code optional}, {@code n_messages}
 * </ul>
 *
 * <p>{@code input_variables} may be given, and must then be those that the templates have. A file may name others in its
 * own folder or below, never elsewhere; nothing in a file runs code.
 */
public final class PromptFiles {

    private PromptFiles() {}

    /**
     * Reads a prompt: a {@code PromptTemplate}, {@code FewShotPromptTemplate} or {@code ChatPromptTemplate}.
     *
     * @throws TemplateException if the file cannot be read, is no prompt, or names a file outside its folder, a file that
     *     names it in turn, or one that is no text
     */
    public static BasePromptTemplate load(Path file) {
        PromptPlace place = PromptPlace.of(file);
        return new PromptReader(place).prompt(PromptSyntax.of(file).read(place.text(), place.name()));
    }

    /**
     * Reads a prompt that must be of this kind.
     *
     * @throws TemplateException as {@link #load(Path)}, or if it is of another kind
     */
    public static <T extends BasePromptTemplate> T load(Path file, Class<T> type) {
        return Kinds.checked(load(file), type, "Prompt file " + file);
    }

    /**
     * Reads a prompt from the classpath, by its full name such as {@code prompts/qa.yaml}. It cannot name other files.
     *
     * @throws TemplateException if it is not there, is no prompt, or of another kind
     */
    public static <T extends BasePromptTemplate> T loadResource(String name, Class<T> type) {
        String where = "Prompt file " + name;
        PromptReader reader = new PromptReader(PromptPlace.nowhere(where));
        BasePromptTemplate prompt =
                reader.prompt(PromptSyntax.of(Path.of(name)).read(TemplateFiles.readResource(name), where));
        return Kinds.checked(prompt, type, where);
    }

    /**
     * Writes a prompt, in the syntax of the name's ending. An older file is replaced when the new one is whole.
     *
     * @throws TemplateException if the prompt has what no file can hold, such as a computed value or a selector, or the
     *     file cannot be written
     */
    public static void save(BasePromptTemplate prompt, Path file) {
        String text = PromptSyntax.of(file).write(PromptWriter.node(prompt));
        Path folder = file.toAbsolutePath().getParent();
        try {
            Path written = Files.createTempFile(folder, ".prompt", ".tmp");
            replace(file, written, text);
        } catch (IOException e) {
            throw new TemplateException("Prompt file " + file + " cannot be written: " + e);
        }
    }

    private static void replace(Path file, Path written, String text) throws IOException {
        try {
            Files.writeString(written, text);
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
