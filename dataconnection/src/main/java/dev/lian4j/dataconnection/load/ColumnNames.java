package dev.lian4j.dataconnection.load;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/** What the columns of a table are called. */
final class ColumnNames {

    private ColumnNames() {}

    /** As the header says, without blanks around; each name once. */
    static List<String> of(CSVRecord header) {
        List<String> names = new ArrayList<>();
        for (String cell : header) {
            String name = cell.isBlank() ? "column " + (names.size() + 1) : cell.strip();
            String unique = name;
            for (int i = 2; names.contains(unique); i++) {
                unique = name + " (" + i + ")";
            }
            names.add(unique);
        }
        return names;
    }
}
