import Testing

@testable import StoryService

@Suite struct CSVTableTests {
    @Test("Fields may be quoted, with separators, line feeds and doubled quotes in them")
    func readsQuotes() throws {
        let table = try CSVTable(Array("name,text\r\nana,\"Hello, \"\"world\"\"\n🎉\"\r\nbo,\r\n".utf8))
        #expect(table.header == ["name", "text"])
        #expect(
            table.rows == [
                .init(line: 2, fields: ["ana", "Hello, \"world\"\n🎉"]), .init(line: 4, fields: ["bo", ""]),
            ])
    }

    @Test(
        "Tables of spreadsheets are read, too",
        arguments: ["\u{feff}a;b\n1,5;2\n", "a\tb\n1,5\t2", "a;b\r\n\r\n1,5;2\r\n"])
    func readsSpreadsheets(text: String) throws {
        let table = try CSVTable(Array(text.utf8))
        #expect(table.header == ["a", "b"])
        #expect(table.rows.map(\.fields) == [["1,5", "2"]])
    }

    @Test(
        "What is wrong with a table is said with its line",
        arguments: [
            ("", 1, "It is empty."), ("a,b\n1,2\n3\n", 3, "It has 1 fields, but the first row names 2."),
            ("a,b\n1,\"x\n\n", 2, "A quoted field has no end."),
            ("a,b\n\"x\"y,2\n", 2, "Something follows a quoted field. A quote in a field is doubled."),
            ("a,a\n", 1, "Two columns are called \"a\"."),
            ("a,\n", 1, "Column 2 has no name in the first row."),
        ])
    func reportsFaults(text: String, line: Int, message: String) {
        #expect(throws: CSVTable.Fault(line: line, message: message)) { try CSVTable(Array(text.utf8)) }
    }

    @Test("Text that is not UTF-8 is refused")
    func refusesLatin1() {
        #expect(throws: CSVTable.Fault.self) { try CSVTable([0x61, 0x0a, 0xe9, 0x0a]) }
    }
}
