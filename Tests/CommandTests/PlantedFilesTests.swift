import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// What an uploader can do who may only put files into an output folder or a watched one.
    @Suite struct PlantedFilesTests {
        private static let token = "0123456789abcdef"
        /// Where what is planted tries to lead.
        private static let targets = [
            "../victim/new.conf", "../victim/precious", "../../victim/precious", "ABSOLUTE/victim/precious",
            "ABSOLUTE/victim/new.conf", "sub/../../victim/new.conf",
        ]

        @Test(
            "StagingRecovery of a run that never was lead nowhere, and the story is made", arguments: targets)
        func leftovers(target: String) async throws {
            let folder = try await Field()
            try folder.plant(target, below: "out", stem: "photo")
            try await folder.ingest()
            #expect(folder.isUntouched)
            #expect(folder.visible == ["out/photo.jpg", "out/photo.json", "out/photo.mp4"])
        }

        @Test("A planted manifest is no sign that a story is there, nor of what may go", arguments: targets)
        func manifests(target: String) async throws {
            let folder = try await Field()
            try folder.plantManifest(target, at: "out/photo.json")
            try folder.plant(target, below: "out", stem: "photo")
            let result = try await folder.ingest(exitCode: 73)
            #expect(result.standardError.contains("It exists already"), "\(result.standardError)")
            #expect(folder.isUntouched)
            try await folder.ingest(["--overwrite"])
            #expect(folder.isUntouched)
            #expect(folder.visible == ["out/photo.jpg", "out/photo.json", "out/photo.mp4"])
        }

        @Test(
            "A watch finishes no leftovers that an uploader has planted, and follows no link among the stories"
        )
        func watched() async throws {
            let folder = try await Field()
            for target in Self.targets { try folder.plant(target, below: "in/stories", stem: "photo") }
            try folder.plantManifest("../../victim/precious", at: "in/stories/photo.json")
            try FileManager.default.createSymbolicLink(
                atPath: folder.file("in/stories/trip"), withDestinationPath: folder.file("victim"))
            try FileManager.default.createDirectory(
                atPath: folder.file("in/trip"), withIntermediateDirectories: false)
            let watch = try folder.watch()
            try folder.upload("photo.jpg")
            try folder.upload("trip/other.jpg")
            try await folder.wait(for: "done/photo.jpg")
            try await folder.wait(for: "failed/trip/other.jpg.error.json")
            _ = try await watch.terminated()
            #expect(folder.isUntouched)
            // The planted manifest has the upload's own name.
            let stories = folder.visible.filter { $0.hasPrefix("in/stories/photo-") }
            #expect(stories.count == 3, "\(stories)")
        }

        @Test(
            "A staging area that is not the user's alone is refused in a sentence",
            arguments: ["link", "open"])
        func areas(kind: String) async throws {
            let folder = try await Field()
            let area = folder.file("out/.storymedia")
            try FileManager.default.createDirectory(
                atPath: folder.file("out"), withIntermediateDirectories: true)
            if kind == "link" {
                try FileManager.default.createSymbolicLink(
                    atPath: area, withDestinationPath: folder.file("victim"))
            } else {
                try FileManager.default.createDirectory(atPath: area, withIntermediateDirectories: false)
                try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: area)
            }
            let result = try await folder.ingest(exitCode: 73)
            #expect(result.standardError.contains(".storymedia"), "\(result.standardError)")
            let preview = try await folder.preview()
            #expect(preview.exitCode == 73, "\(preview.ending): \(preview.standardError)")
            #expect(folder.isUntouched && folder.visible == [])
        }

        @Test("What looks like the record of a killed run, but has not its code, is cleared away")
        func records() async throws {
            let folder = try await Field()
            try await folder.ingest()
            let manifest = try Data(contentsOf: URL(filePath: folder.file("out/photo.json")))
            // What this run would have left at the last moment, without the code that only it could make.
            try folder.write("", to: "out/.storymedia/photo.\(Self.token).commit")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o700], ofItemAtPath: folder.file("out/.storymedia"))
            try FileManager.default.moveItem(
                atPath: folder.file("out/photo.json"),
                toPath: folder.file("out/.storymedia/photo.\(Self.token).json"))
            let again = try await folder.ingest(exitCode: 73)
            #expect(again.standardError.contains("--overwrite"))
            try await folder.ingest(["--overwrite"])
            #expect(try Data(contentsOf: URL(filePath: folder.file("out/photo.json"))) == manifest)
            #expect(folder.visible == ["out/photo.jpg", "out/photo.json", "out/photo.mp4"])
        }

        /// A workspace with other files of the user in it, and a manifest to plant.
        private final class Field {
            private let workspace: Workspace
            private let manifest: String
            private let before: [String: String]

            init() async throws {
                let other = try Workspace()
                _ = try other.copy(Fixture.path("chart-exif-1.jpg"), as: "photo.jpg")
                let made = try await Program.ingest("photo.jpg", ["--duration", "1"], in: other)
                try #require(made.exitCode == 0, "\(made.standardError)")
                manifest = try String(contentsOfFile: other.file("out/photo.json"), encoding: .utf8)
                let workspace = try Workspace()
                _ = try workspace.copy(Fixture.path("chart-exif-1.jpg"), as: "photo.jpg")
                try workspace.write("precious", to: "victim/precious")
                before = Self.content(of: workspace.file("victim"))
                self.workspace = workspace
            }

            func file(_ name: String) -> String { workspace.file(name) }
            func write(_ text: String, to name: String) throws { try workspace.write(text, to: name) }
            func wait(for name: String) async throws { try await workspace.wait(for: name) }
            func upload(_ name: String) throws { try workspace.upload("chart-exif-1.jpg", as: name) }
            func watch() throws -> RunningTool { try Program.watch(in: workspace) }

            @discardableResult
            func ingest(_ options: [String] = [], exitCode: Int32 = 0) async throws -> ToolResult {
                let result = try await Program.ingest(
                    "photo.jpg", ["--duration", "1"] + options, in: workspace)
                #expect(result.exitCode == exitCode, "\(result.ending): \(result.standardError)")
                return result
            }

            func preview() async throws -> ToolResult {
                try await Program.run(["preview", "photo.jpg", "--output", "out/look.png"], in: workspace)
            }

            /// Files of output folders, without hidden ones.
            var visible: [String] {
                workspace.files.filter {
                    ($0.hasPrefix("out/") || $0.hasPrefix("in/stories/")) && !$0.contains("/.")
                }
            }

            var isUntouched: Bool {
                Self.content(of: file("victim")) == before
                    && !FileManager.default.fileExists(atPath: "/victim")
            }

            /// Puts a manifest there whose files are said to be somewhere else, with what they would have to be.
            func plantManifest(_ target: String, at name: String) throws {
                try workspace.write(text(target), to: name)
            }

            /// Plants what a killed run would leave, as this version does and as earlier ones did.
            func plant(_ target: String, below folder: String, stem: String) throws {
                let token = PlantedFilesTests.token
                for (start, end) in [(".storymedia/\(stem).", ""), (".\(stem).", ".part")] {
                    try workspace.write(text(target), to: "\(folder)/\(start)\(token).json\(end)")
                    for name in ["1.mp4", "1.jpg"] {
                        try workspace.write("EVIL", to: "\(folder)/\(start)\(token).work\(end)/\(name)")
                    }
                }
                try workspace.write(
                    String(repeating: "0", count: 64) + "\n{\"replaced\":[\"\(target)\"],\"superseded\":[]}",
                    to: "\(folder)/.storymedia/\(stem).\(token).commit")
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o700], ofItemAtPath: file(folder + "/.storymedia"))
            }

            private func text(_ target: String) -> String {
                manifest.replacingOccurrences(of: "\"photo.mp4\"", with: "\"" + absolute(target) + "\"")
            }

            private func absolute(_ target: String) -> String {
                target.replacingOccurrences(of: "ABSOLUTE", with: workspace.path)
            }

            private static func content(of folder: String) -> [String: String] {
                let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
                return Dictionary(
                    uniqueKeysWithValues: names.map { name in
                        (
                            name,
                            (try? String(contentsOfFile: folder + "/" + name, encoding: .utf8)) ?? "folder"
                        )
                    })
            }
        }
    }
}
