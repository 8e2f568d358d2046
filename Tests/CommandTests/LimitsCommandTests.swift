import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// What an upload may reach and how large it may be, as seen and set from outside.
    @Suite struct LimitsCommandTests {
        @Test("The limits that doctor prints can be given back, and other ones are kept")
        func takesLimits() async throws {
            let folder = try Workspace()
            let demo = Fixture.path("demo.mp4")
            let printed = try await Program.run(["doctor", "--limits"], in: folder)
            try folder.write(printed.text, to: "same.json")
            try folder.write(#"{"videoSide": 100}"#, to: "small.json")
            let same = try await Program.run(["probe", demo, "--limits", "same.json"], in: folder)
            #expect(same.exitCode == 0, "\(same.standardError)")
            let small = try await Program.run(["probe", demo, "--limits", "small.json"], in: folder)
            #expect(small.exitCode == 65)
            #expect(small.standardError.contains("the limit is 100 on a side"))
            let ingest = try await Program.ingest(demo, ["--limits", "small.json"], in: folder)
            #expect(ingest.exitCode == 65, "\(ingest.standardError)")
        }

        @Test("A limits file that is wrong is exit 64 with every reason, a missing one 66")
        func refusesLimits() async throws {
            let folder = try Workspace()
            try folder.write(#"{"videoSides": 100, "boxes": 0}"#, to: "wrong.json")
            let demo = Fixture.path("demo.mp4")
            let wrong = try await Program.run(["probe", demo, "--limits", "wrong.json"], in: folder)
            #expect(wrong.exitCode == 64)
            #expect(wrong.standardError.contains("videoSide"))
            #expect(wrong.standardError.contains("$.boxes"))
            let missing = try await Program.run(["probe", demo, "--limits", "none.json"], in: folder)
            #expect(missing.exitCode == 66)
        }

        @Test("A story as long as a file may become is made, one byte more is refused and leaves nothing")
        func holdsFileBytes() async throws {
            let folder = try Workspace()
            let photo = try folder.copy(Fixture.path("chart-exif-1.jpg"), as: "photo.jpg")
            #expect(try await Program.ingest(photo, in: folder).exitCode == 0)
            let output = try folder.json("out/photo.json")["slides"]?[0]?["output"]
            let size = try #require(output?["bytes"]?.integer)
            for (limit, code) in [(size, 0), (size - 1, 65)] {
                try folder.write(#"{"work": {"fileBytes": \#(limit)}}"#, to: "limits.json")
                let result = try await Program.ingest(
                    photo, ["--limits", "limits.json", "--overwrite"], in: folder)
                #expect(result.exitCode == Int32(code), "\(result.standardError)")
            }
            #expect(folder.files.filter { $0.hasPrefix("out/") }.count == 3, "\(folder.files)")
        }

        @Test("Work that takes more of the processor than it may is refused, and the limit is named")
        func holdsProcessorSeconds() async throws {
            let folder = try Workspace()
            try folder.write(#"{"work": {"processorSeconds": 1}}"#, to: "limits.json")
            let slow = ["--motion", "ken-burns", "--duration", "15", "--preset", "story-60"]
            let result = try await Program.ingest(
                Fixture.path("chart-exif-1.jpg"), ["--limits", "limits.json"] + slow, in: folder)
            #expect(result.exitCode == 65, "\(result.standardError)")
            #expect(result.standardError.contains("processorSeconds"), "\(result.standardError)")
        }

        @Test(
            "A file with more bytes than the limit is refused by every command that reads one, and not read")
        func holdsInputBytes() async throws {
            let folder = try Workspace()
            try folder.write(#"{"input": {"fileBytes": 1000}}"#, to: "limits.json")
            let demo = Fixture.path("demo.mp4")
            for command in [
                ["probe"], ["check"], ["preview", "--output", "look.png"], ["ingest", "--dry-run"],
            ] {
                let result = try await Program.run(command + [demo, "--limits", "limits.json"], in: folder)
                #expect(result.exitCode == 65, "\(command): \(result.standardError)")
                #expect(result.standardError.contains("input.fileBytes"), "\(result.standardError)")
            }
        }

        @Test("A film of a tebibyte that was never written is refused at once, whatever the limit")
        func refusesHoles() async throws {
            let folder = try Workspace()
            let film = try folder.copy(Fixture.path("flash-beep.mp4"), as: "film.mp4")
            let file = try #require(FileHandle(forWritingAtPath: film))
            try file.truncate(atOffset: 1 << 40)
            try file.close()
            try folder.write(#"{"input": {"fileBytes": 1099511627776}}"#, to: "limits.json")
            for (arguments, words) in [([], "input.fileBytes"), (["--limits", "limits.json"], "a hole")] {
                let result = try await Program.ingest(film, arguments, in: folder)
                #expect(result.exitCode == 65, "\(result.standardError)")
                #expect(result.standardError.contains(words), "\(result.standardError)")
            }
        }

        @Test("A story of as many files as it may use is made, and one of more is refused with the limit")
        func holdsFiles() async throws {
            let folder = try Workspace()
            let photo = try folder.copy(Fixture.path("chart-exif-1.jpg"), as: "photo.jpg")
            let sticker = try Data(contentsOf: URL(filePath: Fixture.path("heart.png")))
            for number in 0..<180 {
                try sticker.write(to: URL(filePath: folder.file("\(number).png")))
            }
            for (count, code) in [(179, 0), (180, 65)] {
                let slides = stride(from: 0, to: count, by: 45).map { start in
                    let overlays = (start..<min(start + 45, count)).map {
                        #"{"type":"sticker","src":"\#($0).png"}"#
                    }
                    return #"{"media":{"src":"photo.jpg","duration":0.5},"overlays":["#
                        + overlays.joined(separator: ",") + "]}"
                }
                try folder.write(
                    #"{"version":1,"slides":["# + slides.joined(separator: ",") + "]}", to: "story.json")
                let result = try await Program.ingest(
                    photo, ["--story", "story.json", "--draft"], in: folder)
                #expect(result.exitCode == Int32(code), "\(result.standardError)")
                if code != 0 {
                    #expect(result.standardError.contains("more than 180 files"), "\(result.standardError)")
                }
            }
        }

        @Test("Doctor lists what an upload can reach")
        func listsFormats() async throws {
            let folder = try Workspace()
            let result = try await Program.run(["doctor", "--formats", "--json"], in: folder)
            #expect(result.exitCode == 0)
            func count(_ kind: String) -> Int { result.events.count { $0["kind"]?.string == kind } }
            #expect(count("demuxer") == 9)
            #expect(count("decoder") == 27)
            #expect(count("library") == 6)
            #expect(result.events.allSatisfy { $0["purpose"]?.string?.isEmpty == false })
            let text = try await Program.run(["doctor", "--formats"], in: folder)
            #expect(text.text.contains("and no protocol"))
        }
    }
}
