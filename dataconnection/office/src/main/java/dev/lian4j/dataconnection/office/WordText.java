package dev.lian4j.dataconnection.office;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFootnote;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFSDT;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;

/** The text of a Word file as a person reads it. */
final class WordText {

    private WordText() {}

    static String of(XWPFDocument word) {
        Stream<String> notes = word.getFootnotes().stream().map(WordText::note);
        return Stream.concat(parts(word.getBodyElements()), notes.filter(note -> !note.isBlank()))
                .collect(Collectors.joining("\n\n"));
    }

    private static Stream<String> parts(List<IBodyElement> elements) {
        return elements.stream().map(WordText::text).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String text(IBodyElement element) {
        if (element instanceof XWPFParagraph paragraph) {
            return paragraph(paragraph);
        }
        if (element instanceof XWPFTable table) {
            return table.getRows().stream().map(WordText::row).collect(Collectors.joining("\n"));
        }
        return element instanceof XWPFSDT control ? control.getContent().getText() : "";
    }

    private static String paragraph(XWPFParagraph paragraph) {
        String text = Objects.requireNonNullElse(paragraph.getText(), "");
        return paragraph.getNumID() == null || text.isBlank() ? text : "- " + text.strip();
    }

    private static String row(XWPFTableRow row) {
        return row.getTableCells().stream().map(WordText::cell).collect(Collectors.joining(" | "));
    }

    private static String cell(XWPFTableCell cell) {
        return parts(cell.getBodyElements()).collect(Collectors.joining(" ")).replace('\n', ' ');
    }

    private static String note(XWPFFootnote note) {
        return parts(note.getBodyElements()).collect(Collectors.joining(" "));
    }
}
