package dev.foyer.roomcode;

import dev.foyer.kernel.Fields;
import java.util.ArrayList;
import java.util.List;

/** Comma-separated values (RFC 4180). */
final class Csv {
    private Csv() {}

    /**
     * Reads rows of cells; empty lines are left out, a byte order mark is too.
     *
     * @param maxRows more are refused
     */
    static List<List<String>> read(String text, int maxRows) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"' && (quoted || cell.isEmpty())) {
                quoted = !quoted;
            } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
                cell.append(c);
            } else {
                row.add(cell.toString());
                cell.setLength(0);
                if (c != ',') {
                    row = close(rows, row, maxRows);
                }
            }
        }
        if (quoted) {
            throw Fields.invalid("a quotation mark of the CSV is not closed");
        }
        row.add(cell.toString());
        close(rows, row, maxRows);
        return rows;
    }

    private static List<String> close(List<List<String>> rows, List<String> row, int maxRows) {
        if (row.size() > 1 || !row.getFirst().isBlank()) {
            if (rows.size() >= maxRows) {
                throw Fields.invalid("the CSV has more than " + maxRows + " rows");
            }
            rows.add(row);
        }
        return new ArrayList<>();
    }

    /** Writes one row. */
    static void write(StringBuilder out, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            out.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(guarded(cells.get(i)).replace("\"", "\"\""))
                    .append('"');
        }
        out.append("\r\n");
    }

    /** Spreadsheets run cells that look like formulas; an apostrophe in front makes them text. */
    private static String guarded(String cell) {
        String start = cell.stripLeading();
        boolean formula = !start.isEmpty() && "=+-@".indexOf(start.charAt(0)) >= 0;
        return formula || cell.startsWith("\t") || cell.startsWith("\r") ? "'" + cell : cell;
    }
}
