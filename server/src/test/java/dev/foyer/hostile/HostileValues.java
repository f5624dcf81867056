package dev.foyer.hostile;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What somebody sends who wants to see a server stumble. */
final class HostileValues {
    private static final String ZALGO = "Z\u0351\u036b\u0343a\u0329\u030dl".repeat(50);

    private HostileValues() {}

    /** Texts as they are, before any encoding. */
    static List<String> texts() {
        return List.of(
                "",
                " ",
                "' or '1'='1",
                "\"; drop table room; --",
                "\\'; select pg_sleep(5); --",
                "../../../../etc/passwd",
                "..%2f..%2fetc%2fpasswd",
                "a\r\nSet-Cookie: stolen=1",
                "\u0000",
                "before\u0000after",
                "<script>alert(1)</script>",
                "${jndi:ldap://127.0.0.1/x}",
                "{{7*7}}",
                "%s%s%s%n",
                "\u202Egnp.exe",
                "\uFEFFtext",
                "ａｂｃ-ｄｅｆｇ-ｈｉｊ",
                "аbс-dеfg-hij",
                "\uD83D\uDE00".repeat(20),
                ZALGO,
                "null",
                "undefined",
                "NaN",
                "-1",
                "9223372036854775808",
                "1e400",
                "true",
                "[]",
                "{}",
                "x".repeat(70_000));
    }

    /** JSON texts of the wrong kind for a member of this type, by a name for the report. */
    static Map<String, String> wrongFor(String type) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("object", "{\"a\":1}");
        all.put("array", "[1,2]");
        all.put("boolean", "true");
        all.put("number", "1.5");
        all.put("huge number", "1e308");
        all.put("beyond long", "9223372036854775808");
        all.put("string", "\"words\"");
        switch (type) {
            case "object" -> all.remove("object");
            case "array" -> {
                all.remove("array");
                all.put("array of wrong things", "[{\"a\":[null]},7,\"x\",null]");
            }
            case "boolean" -> all.remove("boolean");
            case "string" -> all.remove("string");
            // 1e308 and fractions are numbers; rules may still refuse them.
            case "integer", "number" -> {
                all.remove("number");
                all.remove("huge number");
                all.remove("beyond long");
            }
            default -> all.clear();
        }
        return all;
    }

    /** Whole bodies that no call accepts, by a name for the report. */
    static Map<String, byte[]> bodies() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("not json", bytes("hello"));
        all.put("truncated", bytes("{\"name\":"));
        all.put("an array", bytes("[]"));
        all.put("a text", bytes("\"name\""));
        all.put("a number", bytes("7"));
        all.put("null", bytes("null"));
        all.put("two objects", bytes("{}{\"name\":1}x"));
        all.put("single quotes", bytes("{'name':'x'}"));
        all.put(
                "xml",
                bytes("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"));
        all.put("not utf-8", new byte[] {'{', '"', 'n', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'});
        all.put("utf-16", "{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_16));
        all.put("a megabyte", bytes("{\"name\":\"" + "x".repeat(1 << 20) + "\"}"));
        all.put("deep objects", bytes("{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000)));
        all.put("deep arrays", bytes("{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}"));
        all.put("a long number", bytes("{\"size\":" + "9".repeat(5_000) + "}"));
        return all;
    }

    /** An object of a hundred thousand members; over some limits, unknown members to others. */
    static byte[] manyMembers() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 100_000; i++) {
            text.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":").append(i);
        }
        return bytes(text.append('}').toString());
    }

    static String inPath(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
