import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// Story documents with variables, on the command line and in the queue.
    @Suite struct TemplateTests {
        private static let template = ##"""
            {"version": 1,
             "variables": {
               "title": {"type": "text", "maxLength": 20, "label": "the product's name"},
               "accent": {"type": "color", "value": "#ff0000"}, "photo": {"type": "file"}},
             "slides": [{
               "background": "{{accent}}", "media": {"src": "{{photo}}", "duration": 1, "zoom": 0.5},
               "overlays": [{"type": "text", "text": "{{title}}", "y": 0.1}]}]}
            """##

        /// A workspace with the template `sale.json` and a photo.
        private static func workspace() throws -> Workspace {
            let folder = try Workspace()
            try folder.write(template, to: "sale.json")
            _ = try folder.copy(Fixture.path("chart-exif-1.jpg"), as: "photo.jpg")
            return folder
        }

        /// The colour of a corner, which shows the background.
        private static func corner(of file: String) async throws -> [UInt8] {
            try await FrameGrab.raster(of: file, width: 90, height: 160, layout: .rgb)[2, 2]
        }

        @Test("Values of the command line fill in a story, and each that is wrong is an error")
        func setsValues() async throws {
            let folder = try Self.workspace()
            let values = [
                "--set", "title=Shoes = 5 €", "--set", "photo=photo.jpg", "--set", "accent=#00ff00",
            ]
            let result = try await Program.run(
                ["preview", "--story", "sale.json", "-o", "frame.png"] + values, in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let color = try await Self.corner(of: folder.file("frame.png"))
            #expect(color[0] < 5 && color[1] > 250 && color[2] < 5)

            let wrong = try await Program.run(
                ["ingest", "--story", "sale.json", "--set", "titel=x", "--set", "accent=blue"], in: folder)
            #expect(wrong.exitCode == 64)
            #expect(wrong.standardError.contains("--set titel: The story has no such variable."))
            #expect(wrong.standardError.contains(#"--set accent: got "blue"; allowed: a colour"#))
            let missing = try await Program.run(
                ["ingest", "--story", "sale.json", "--set", "title=x"], in: folder)
            #expect(missing.exitCode == 65)
            #expect(missing.standardError.contains("photo: missing; allowed: the name of a file"))
        }

        @Test(
            "Each row of a table becomes a story of its own, named after the row, and a second run makes none again"
        )
        func makesRows() async throws {
            let folder = try Self.workspace()
            try folder.write(
                "sku,title,accent,photo\nA1,\"Shoes, red\",#ff0000,photo.jpg\nB2,Hats,#0000ff,photo.jpg\n",
                to: "rows.csv")
            let arguments = [
                "ingest", "--story", "sale.json", "--data", "rows.csv", "--name", "{{sku}}", "--output",
                "out",
            ]
            let result = try await Program.run(arguments, in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            #expect(result.text == "out/A1.mp4\nout/B2.mp4\n")
            let (red, blue) = (
                try await Self.corner(of: folder.file("out/A1.mp4")),
                try await Self.corner(of: folder.file("out/B2.mp4"))
            )
            #expect(red[0] > 240 && red[2] < 15 && blue[0] < 15 && blue[2] > 240)
            let again = try await Program.run(arguments, in: folder)
            #expect(again.exitCode == 0)
            #expect(again.standardError.components(separatedBy: "done already").count == 3)
        }

        @Test("A table with a wrong row makes nothing, and every wrong value is named with its row")
        func refusesTable() async throws {
            let folder = try Self.workspace()
            try folder.write(
                "title,photo\nShoes,photo.jpg\nA title that is much too long,../photo.jpg\n", to: "rows.csv")
            let result = try await Program.run(
                ["ingest", "--story", "sale.json", "--data", "rows.csv", "--output", "out"], in: folder)
            #expect(result.exitCode == 65)
            #expect(result.standardError.contains("rows.csv, row 2 (line 3): title: got 29 code points"))
            #expect(
                result.standardError.contains(
                    #"rows.csv, row 2 (line 3): photo: got "../photo.jpg": it leads out of that folder"#))
            #expect(!FileManager.default.fileExists(atPath: folder.file("out")))
        }

        @Test("A table that is submitted twice makes a job of each row, once")
        func submitsRowsOnce() async throws {
            let folder = try Self.workspace()
            try folder.write(
                "{\"title\": \"Shoes\", \"photo\": \"photo.jpg\"}\n{\"title\": \"Hats\", \"photo\": \"photo.jpg\"}\n",
                to: "rows.jsonl")
            let arguments = [
                "submit", "--story", "sale.json", "--data", "rows.jsonl", "--output", "out", "--queue",
                "jobs.sqlite",
            ]
            for run in 1...2 {
                let result = try await Program.run(arguments, in: folder)
                #expect(result.exitCode == 0, "\(result.standardError)")
                #expect(
                    result.text.components(separatedBy: run == 1 ? "submitted" : "existing").count == 3,
                    "\(result.text)")
                #expect(result.text.hasSuffix("\"jobs\":[1,2]}\n"))
            }
            let worked = try await Program.run(["work", "--once", "--queue", "jobs.sqlite"], in: folder)
            #expect(worked.exitCode == 0, "\(worked.standardError)")
            for name in ["sale-1.mp4", "sale-2.mp4"] {
                #expect(FileManager.default.fileExists(atPath: folder.file("out/\(name)")))
            }
        }

        @Test("template lists the variables, and draws the story with plausible values")
        func listsVariables() async throws {
            let folder = try Self.workspace()
            let result = try await Program.run(
                ["template", "sale.json", "--sheet", "sheet.png"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            #expect(
                result.text == """
                    title: text of at most 20 code points; required – the product's name
                    accent: a colour as #rgb, #rrggbb or #rrggbbaa; #ff0000 by default
                    photo: the name of a file; required
                    sheet.png

                    """)
            let sheet = try await FrameGrab.raster(of: folder.file("sheet.png"), layout: .rgb)
            #expect(sheet.mean(sample: 0) > 150 && sheet.mean(sample: 2) < 60)
            let json = try await Program.run(["template", "sale.json", "--json"], in: folder)
            #expect(json.text.split(separator: "\n").count == 3)
            #expect(json.text.contains(##""name":"accent","type":"color","value":"#ff0000""##))
        }
    }
}
