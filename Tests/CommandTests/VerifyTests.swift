import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// `storymedia verify` of what was published.
    @Suite struct VerifyTests {
        /// A workspace with a story of one second.
        private func workspace() async throws -> Workspace {
            let folder = try Workspace()
            let result = try await Program.ingest(Fixture.path("demo.mp4"), ["--duration", "1"], in: folder)
            try #require(result.exitCode == 0, "\(result.standardError)")
            return folder
        }

        private func report(of folder: borrowing Workspace) async throws -> (
            exitCode: Int32?, problems: [String]
        ) {
            let result = try await Program.run(["verify", "out/demo.json", "--json"], in: folder)
            let report = try JSON(parsing: String(decoding: result.standardOutput, as: UTF8.self))
            return (result.exitCode, (report["problems"]?.elements ?? []).compactMap(\.string))
        }

        @Test(
            "A story is whole as it was published, and says that another process than its maker has read it")
        func findsWhole() async throws {
            let folder = try await workspace()
            let (exitCode, problems) = try await report(of: folder)
            #expect(exitCode == 0 && problems.isEmpty, "\(problems)")
            #expect(
                try folder.json("out/demo.json")["slides"]?[0]?["verifiedBy"]?.string == "confinedProcess")
        }

        @Test(
            "A bit that has flipped is found, in the video and in the cover",
            arguments: ["demo.mp4", "demo.jpg"])
        func findsFlippedBit(name: String) async throws {
            let folder = try await workspace()
            let path = folder.file("out/" + name)
            var data = try Data(contentsOf: URL(filePath: path))
            data[data.count / 2] ^= 1
            try data.write(to: URL(filePath: path))
            let (exitCode, problems) = try await report(of: folder)
            #expect(exitCode == 65 && problems == ["\(name): It has changed since it was published."])
        }

        @Test("A file that is missing, or is a link to elsewhere, is found")
        func findsMissing() async throws {
            let folder = try await workspace()
            let path = folder.file("out/demo.jpg")
            try FileManager.default.moveItem(atPath: path, toPath: folder.file("moved.jpg"))
            #expect(try await report(of: folder).problems == ["demo.jpg: It is missing."])
            try FileManager.default.createSymbolicLink(
                atPath: path, withDestinationPath: folder.file("moved.jpg"))
            let (exitCode, problems) = try await report(of: folder)
            #expect(
                exitCode == 65 && problems.count == 1 && problems[0].hasPrefix("demo.jpg: It cannot be read"))
        }

        @Test("A manifest that says something else of a file than it is, is found")
        func findsLie() async throws {
            let folder = try await workspace()
            let path = folder.file("out/demo.json")
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let lie = text.replacing(#""frameCount" : 30"#, with: #""frameCount" : 60"#)
            try #require(lie != text)
            try lie.write(toFile: path, atomically: true, encoding: .utf8)
            let (exitCode, problems) = try await report(of: folder)
            #expect(
                exitCode == 65 && problems.count == 1 && problems[0].hasPrefix("demo.mp4: "), "\(problems)")
        }

        @Test("What is no manifest is refused with what to name instead")
        func refusesOthers() async throws {
            let folder = try Workspace()
            try folder.write("{}", to: "other.json")
            let other = try await Program.run(["verify", "other.json"], in: folder)
            #expect(other.exitCode == 65 && other.standardError.contains("manifest"))
            let missing = try await Program.run(["verify", "missing.json"], in: folder)
            #expect(missing.exitCode == 66)
        }
    }
}
