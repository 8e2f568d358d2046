import Foundation
import Story
import TestSupport
import Testing

@testable import StoryService

@Suite struct TemplateRowTests {
    private static let document = #"""
        {"version": 1,
         "variables": {
            "title": {"type": "text", "maxLength": 10}, "price": {"type": "number", "min": 0, "value": 1},
            "photo": {"type": "file", "value": "standard.jpg"}},
         "slides": [{"media": {"src": "{{photo}}"},
            "overlays": [{"type": "text", "text": "{{title}}: {{price}}"}]}]}
        """#

    private static func template() throws -> StoryTemplate {
        try #require(try StorySyntax.json.template(Array(document.utf8)))
    }

    private static func rows(
        _ text: String, _ path: String, _ name: RowName = RowName(numbering: "sale")
    ) throws -> [TemplateRow] {
        try TemplateRows(for: try template(), path: path, name: name).read(Array(text.utf8))
    }

    private static func problems(_ text: String, _ path: String, _ name: RowName = RowName(numbering: "sale"))
        -> [String]
    {
        do {
            _ = try rows(text, path, name)
            return []
        } catch let error as StoryDocumentError {
            return error.problems.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test(
        "Tables in each form have the same rows",
        arguments: [
            ("a.csv", "title,price\nShoes,9.5\nHats,\n"),
            ("a.json", #"[{"title": "Shoes", "price": 9.5}, {"title": "Hats", "price": null}]"#),
            ("a.jsonl", "{\"title\": \"Shoes\", \"price\": 9.5}\n\n{\"title\": \"Hats\"}\n"),
        ])
    func readsTables(path: String, text: String) throws {
        let rows = try Self.rows(text, path)
        #expect(
            rows.map(\.values) == [
                ["title": .text("Shoes"), "price": .number(9.5)], ["title": .text("Hats")],
            ])
        #expect(rows.map(\.name) == ["sale-1", "sale-2"])
    }

    @Test("Names come from the rows, and columns that only names use are no variables")
    func namesRows() throws {
        let rows = try Self.rows("sku,title\nA1,Shoes\nB2,Hats\n", "a.csv", RowName("{{sku}}-de"))
        #expect(rows.map(\.name) == ["A1-de", "B2-de"])
        #expect(rows[0].values == ["title": .text("Shoes")])
    }

    @Test(
        "A name that is missing, taken or impossible is an error with its row",
        arguments: [
            (
                "sku,title\nA,x\nA,y\n",
                #"a.csv, row 2 (line 3): name: got "A", the name of a.csv, row 1 (line 2); allowed: another name"#
            ),
            (
                "sku,title\n,x\n",
                "a.csv, row 1 (line 2): name: missing; allowed: a value for the story's name"
            ),
            (
                "sku,title\n../x,x\n",
                #"a.csv, row 1 (line 2): name: got "../x" as the story's name; allowed: 1 to 200 bytes without / and control characters that do not begin with a dot"#
            ),
        ])
    func checksNames(text: String, problem: String) {
        #expect(Self.problems(text, "a.csv", RowName("{{sku}}")) == [problem])
    }

    @Test("Every wrong value of every row is reported at once, with row and column")
    func reportsRows() {
        let text = "title,price\nShoes,cheap\n,2\nA very long title,-1\n"
        #expect(
            Self.problems(text, "data/a.csv") == [
                #"a.csv, row 1 (line 2): price: got "cheap"; allowed: a number from 0 to 1000000000"#,
                "a.csv, row 2 (line 3): title: missing; allowed: text of at most 10 code points",
                "a.csv, row 3 (line 4): title: got 17 code points; allowed: text of at most 10 code points",
                "a.csv, row 3 (line 4): price: got -1; allowed: a number from 0 to 1000000000",
            ])
    }

    @Test("A column that is no variable is an error that names the nearest")
    func refusesUnknownColumns() {
        #expect(
            Self.problems("titel\nShoes\n", "a.csv").first
                == #"a.csv, row 1 (line 2): titel: unknown key "titel"; did you mean title?"#)
    }

    @Test("A JSON value of the wrong type is an error, not text")
    func refusesWrongTypes() {
        #expect(
            Self.problems(#"[{"title": 5}]"#, "a.json") == [
                "a.json, row 1: title: got 5; allowed: text of at most 10 code points"
            ])
    }

    @Test("A row's file lies beside the table or below, and nowhere else")
    func keepsFilesInFolder() throws {
        let folder = try TemporaryDirectory()
        let table = folder.file("rows/a.csv")
        try FileManager.default.createDirectory(
            atPath: folder.file("rows/in"), withIntermediateDirectories: true)
        for name in ["outside.jpg", "rows/a.jpg", "rows/in/b.jpg"] { try folder.write("x", to: name) }
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("rows/link.jpg"), withDestinationPath: folder.file("outside.jpg"))
        let rows = try Self.rows("title,photo\nx,a.jpg\ny,in/b.jpg\n", table)
        #expect(
            rows.map { $0.values["photo"] } == [
                .file(folder.file("rows/a.jpg")), .file(folder.file("rows/in/b.jpg")),
            ])
        for name in [
            "../outside.jpg", folder.file("outside.jpg"), "link.jpg", "in/../../outside.jpg", "none.jpg",
        ] {
            let found = Self.problems("title,photo\nx,\(name)\n", table)
            #expect(found.count == 1)
            #expect(
                found.first?.hasPrefix("a.csv, row 1 (line 2): photo: got \"\(name)\": ") ?? false, "\(found)"
            )
        }
    }

    @Test("A file that is no table says what tables are")
    func refusesOtherFiles() {
        #expect(
            Self.problems("x", "a.xlsx") == [
                #"a.xlsx: got a table called "a.xlsx"; allowed: a table of rows in .csv, .json or .jsonl"#
            ])
    }
}
