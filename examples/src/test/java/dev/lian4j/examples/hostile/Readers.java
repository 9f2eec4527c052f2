package dev.lian4j.examples.hostile;

import dev.lian4j.core.document.Filter;
import dev.lian4j.core.weights.gguf.GgufWeights;
import dev.lian4j.core.weights.safetensors.SafetensorsWeights;
import dev.lian4j.dataconnection.load.CsvLoader;
import dev.lian4j.dataconnection.load.EmailLoader;
import dev.lian4j.dataconnection.load.EpubLoader;
import dev.lian4j.dataconnection.load.HtmlLoader;
import dev.lian4j.dataconnection.load.JsonLoader;
import dev.lian4j.dataconnection.load.MarkdownLoader;
import dev.lian4j.dataconnection.load.NotebookLoader;
import dev.lian4j.dataconnection.load.SourceCodeLoader;
import dev.lian4j.dataconnection.load.SubtitleLoader;
import dev.lian4j.dataconnection.load.TextLoader;
import dev.lian4j.dataconnection.load.XmlLoader;
import dev.lian4j.dataconnection.load.ZipLoader;
import dev.lian4j.dataconnection.office.DocxLoader;
import dev.lian4j.dataconnection.office.PptxLoader;
import dev.lian4j.dataconnection.office.XlsxLoader;
import dev.lian4j.dataconnection.pdf.PdfLoader;
import dev.lian4j.parsers.JsonOutputParser;
import dev.lian4j.parsers.PartialJsonReader;
import dev.lian4j.parsers.XmlOutputParser;
import dev.lian4j.parsers.YamlOutputParser;
import dev.lian4j.prompts.PromptTemplate;
import dev.lian4j.testing.worker.FileHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every part that reads what strangers wrote, as a handler of its own, so that a worker can be told to run it. */
final class Readers {

    private Readers() {}

    static List<Class<? extends FileHandler>> all() {
        return List.of(
                Pdf.class,
                Html.class,
                Markdown.class,
                Csv.class,
                Json.class,
                Xml.class,
                Epub.class,
                Email.class,
                Zip.class,
                Docx.class,
                Xlsx.class,
                Pptx.class,
                Notebook.class,
                Subtitle.class,
                Text.class,
                Source.class,
                JsonAnswer.class,
                XmlAnswer.class,
                YamlAnswer.class,
                PartialJson.class,
                FString.class,
                Mustache.class,
                FilterText.class,
                Safetensors.class,
                Gguf.class);
    }

    /** The bytes as an answer of a model would come: decoded, so never ill-formed. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    public static final class Pdf implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            PdfLoader.of(file).loadAll();
        }
    }

    public static final class Html implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            HtmlLoader.of(file).loadAll();
        }
    }

    public static final class Markdown implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            MarkdownLoader.elements(file).loadAll();
        }
    }

    public static final class Csv implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            CsvLoader.of(file).loadAll();
        }
    }

    public static final class Json implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            JsonLoader.of(file).loadAll();
        }
    }

    public static final class Xml implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            XmlLoader.of(file).loadAll();
        }
    }

    public static final class Epub implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            EpubLoader.of(file).loadAll();
        }
    }

    public static final class Email implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            EmailLoader.of(file).loadAll();
        }
    }

    public static final class Zip implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            ZipLoader.of(file).loadAll();
        }
    }

    public static final class Docx implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            DocxLoader.of(file).loadAll();
        }
    }

    public static final class Xlsx implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            XlsxLoader.of(file).loadAll();
        }
    }

    public static final class Pptx implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            PptxLoader.of(file).loadAll();
        }
    }

    public static final class Notebook implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            NotebookLoader.of(file).loadAll();
        }
    }

    public static final class Subtitle implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            SubtitleLoader.of(file).loadAll();
        }
    }

    public static final class Text implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            TextLoader.of(file).loadAll();
        }
    }

    public static final class Source implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            SourceCodeLoader.of(file, "java").loadAll();
        }
    }

    public static final class JsonAnswer implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            JsonOutputParser.ofTree().parse(text(file));
        }
    }

    public static final class XmlAnswer implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            XmlOutputParser.create().parse(text(file));
        }
    }

    public static final class YamlAnswer implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            YamlOutputParser.ofMap().parse(text(file));
        }
    }

    public static final class PartialJson implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            PartialJsonReader reader = PartialJsonReader.create();
            for (String piece : text(file).split("(?<=\\G.{97})", -1)) {
                reader.feed(piece).snapshot();
            }
        }
    }

    public static final class FString implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            PromptTemplate.fromTemplate(text(file));
        }
    }

    public static final class Mustache implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            PromptTemplate.mustache(text(file));
        }
    }

    public static final class FilterText implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            Filter.parse(text(file));
        }
    }

    public static final class Safetensors implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            SafetensorsWeights.open(file).close();
        }
    }

    public static final class Gguf implements FileHandler {
        @Override
        public void handle(Path file) throws Exception {
            GgufWeights.open(file).close();
        }
    }
}
