package dev.lian4j.examples.tutorial;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.dataconnection.load.CsvLoader;
import dev.lian4j.dataconnection.load.HtmlLoader;
import dev.lian4j.dataconnection.load.JsonLoader;
import dev.lian4j.dataconnection.load.MarkdownLoader;
import dev.lian4j.dataconnection.transform.DocumentTranslator;
import dev.lian4j.models.testing.FakeChatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The data connection: CSV, HTML, JSON and Markdown loaded, and a document translated. A fake model; no key. */
public final class LoadAndTranslate {

    private LoadAndTranslate() {}

    /** Writes a file of each kind and loads it. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("tutorial");
        // tag::load[]
        show(CsvLoader.of(write(folder, "a.csv", "城市,温度\n北京,3\n广州,21\n")).loadAll());
        show(HtmlLoader.of(write(folder, "b.html", "<title>手册</title><h1>滤芯</h1><p>六个月更换一次。</p>"))
                .loadAll());
        show(JsonLoader.builder(write(folder, "c.json", "{\"messages\": [{\"content\": \"你好\"}]}"))
                .path(".messages[].content")
                .build()
                .loadAll());
        show(MarkdownLoader.elements(write(folder, "d.md", "# 手册\n\n先关水。\n")).loadAll());
        // end::load[]

        ChatModel model = FakeChatModel.of("Change the filter every six months.");
        show(DocumentTranslator.to("English", model).invoke(List.of(Document.of("每六个月更换一次滤芯。"))));
    }

    private static Path write(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void show(List<Document> documents) {
        documents.forEach(document -> {
            Object title = document.metadata()
                    .getOrDefault("title", document.metadata().getOrDefault("category", ""));
            System.out.println(document.text().replace("\n", " / ") + "  " + title);
        });
    }
}
