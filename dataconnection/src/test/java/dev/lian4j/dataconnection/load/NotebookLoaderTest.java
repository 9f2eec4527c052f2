package dev.lian4j.dataconnection.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotebookLoaderTest {

    private static final String NOTEBOOK = """
            {"nbformat": 4, "metadata": {"language_info": {"name": "python"}}, "cells": [
              {"cell_type": "markdown", "source": ["# 分析\\n", "数据如下"]},
              {"cell_type": "code", "source": "", "outputs": []},
              {"cell_type": "code", "source": ["print('你好')"], "outputs": [
                {"output_type": "stream", "name": "stdout", "text": ["你好\\n"]},
                {"output_type": "execute_result", "data": {"image/png": "iVBO", "text/plain": ["42"]}},
                {"output_type": "error", "ename": "ValueError", "evalue": "错", "traceback": ["x"]}]}
            ]}""";

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("本.ipynb"), text);
    }

    @Test
    void makesOneDocumentWithCodeInFences() throws IOException {
        Path file = file(NOTEBOOK);
        assertThat(NotebookLoader.of(file).loadAll())
                .containsExactly(Document.of(
                        "# 分析\n数据如下\n\n```python\nprint('你好')\n```",
                        Map.of("source", file.toString(), "language", "python")));
    }

    @Test
    void makesADocumentOfEachCellWithItsPlace() throws IOException {
        Path file = file(NOTEBOOK);
        assertThat(NotebookLoader.builder(file).cells(true).outputs(100).build().loadAll())
                .containsExactly(
                        Document.of(
                                "# 分析\n数据如下",
                                Map.of(
                                        "source",
                                        file.toString(),
                                        "language",
                                        "python",
                                        "seq_num",
                                        1,
                                        "category",
                                        "markdown")),
                        Document.of(
                                "print('你好')\n\n你好\n42\nValueError: 错",
                                Map.of(
                                        "source",
                                        file.toString(),
                                        "language",
                                        "python",
                                        "seq_num",
                                        3,
                                        "category",
                                        "code")));
    }

    @Test
    void cutsOutputsWithoutCuttingACharacter() throws IOException {
        Path file = file("""
                {"cells": [{"cell_type": "code", "source": "x", "outputs": [{"text": "a😀b"}]}]}""");
        assertThat(NotebookLoader.builder(file)
                        .outputs(2)
                        .build()
                        .loadAll()
                        .get(0)
                        .text())
                .isEqualTo("```python\nx\n```\n\n```text\na\n```");
    }

    @Test
    void readsTheOldFormat() throws IOException {
        Path file = file("""
                {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": [
                  {"cell_type": "heading", "level": 1, "source": "旧"},
                  {"cell_type": "code", "input": ["1+1"], "language": "python"}]}]}""");
        assertThat(NotebookLoader.of(file).loadAll())
                .extracting(Document::text)
                .containsExactly("旧\n\n```python\n1+1\n```");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"cells\": 3}", "文", "null"})
    void saysThatItIsNoNotebook(String text) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> NotebookLoader.of(file).loadAll())
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("本.ipynb: is not a notebook");
    }

    @Test
    void passesOddCells() throws IOException {
        Path file = file("{\"cells\": [1, null, \"x\", {}, {\"cell_type\": \"markdown\", \"source\": \"好\"}]}");
        assertThat(NotebookLoader.of(file).loadAll()).extracting(Document::text).containsExactly("好");
        Path deep = file("{\"cells\": " + "[".repeat(100_000));
        assertThatThrownBy(() -> NotebookLoader.of(deep).loadAll()).isInstanceOf(DocumentLoadException.class);
    }
}
