package dev.foyer.hostile;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Everything that is stored, to see whether a refused call left something behind. */
final class Dump implements AutoCloseable {
    private final Connection connection;
    private final List<String> tables = new ArrayList<>();

    /** @param aside tables that count refusals: these may change */
    Dump(Path data, Set<String> aside) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("foyer.db"));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")) {
            while (rows.next()) {
                if (!aside.contains(rows.getString(1))) {
                    tables.add(rows.getString(1));
                }
            }
        }
    }

    /** By table: a figure that changes with any value of any row. */
    TreeMap<String, Long> take() throws SQLException {
        TreeMap<String, Long> all = new TreeMap<>();
        for (String table : tables) {
            all.put(table, read(table));
        }
        return all;
    }

    private long read(String table) throws SQLException {
        long sum = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from \"" + table + "\"")) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                long row = 17;
                for (int column = 1; column <= columns; column++) {
                    row = row * 31 + String.valueOf(rows.getObject(column)).hashCode();
                }
                sum += row * 0x9E3779B97F4A7C15L;
            }
        }
        return sum;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
