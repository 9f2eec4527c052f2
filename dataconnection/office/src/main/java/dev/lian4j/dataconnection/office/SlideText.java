package dev.lian4j.dataconnection.office;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.xslf.usermodel.XSLFGroupShape;
import org.apache.poi.xslf.usermodel.XSLFNotes;
import org.apache.poi.xslf.usermodel.XSLFShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTableCell;
import org.apache.poi.xslf.usermodel.XSLFTableRow;
import org.apache.poi.xslf.usermodel.XSLFTextShape;

/** The text of a slide as a person reads it. */
final class SlideText {

    /** What stands on every slide. */
    private static final List<Placeholder> FURNITURE =
            List.of(Placeholder.SLIDE_NUMBER, Placeholder.FOOTER, Placeholder.DATETIME, Placeholder.HEADER);

    private SlideText() {}

    static String of(XSLFSlide slide) {
        return Stream.concat(parts(slide.getShapes()), notes(slide.getNotes())).collect(Collectors.joining("\n\n"));
    }

    private static Stream<String> notes(XSLFNotes notes) {
        return notes == null ? Stream.empty() : parts(notes.getShapes());
    }

    private static Stream<String> parts(List<XSLFShape> shapes) {
        return shapes.stream().flatMap(SlideText::texts).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Stream<String> texts(XSLFShape shape) {
        if (shape instanceof XSLFGroupShape group) {
            return parts(group.getShapes());
        }
        if (shape instanceof XSLFTable table) {
            return Stream.of(table.getRows().stream().map(SlideText::row).collect(Collectors.joining("\n")));
        }
        return shape instanceof XSLFTextShape words && !isFurniture(words)
                ? Stream.of(Objects.requireNonNullElse(words.getText(), ""))
                : Stream.empty();
    }

    private static boolean isFurniture(XSLFTextShape shape) {
        Placeholder type = shape.getTextType();
        return type != null && FURNITURE.contains(type);
    }

    private static String row(XSLFTableRow row) {
        return row.getCells().stream().map(SlideText::cell).collect(Collectors.joining(" | "));
    }

    private static String cell(XSLFTableCell cell) {
        return Objects.requireNonNullElse(cell.getText(), "").strip().replace('\n', ' ');
    }
}
