import TestSupport
import Testing

extension CommandTests {
    /// Words on the command line and what comes back.
    @Suite struct CommandLineTests {
        @Test(
            "What is wrong on the command line is exit 64",
            arguments: [
                ["ingest"], ["ingest", "a.mp4", "--fit", "stretch"], ["ingest", "a.mp4", "--start", "soon"],
                ["ingest", "a.mp4", "--preset", "myspace"], ["dance"],
            ])
        func refusesUsage(_ arguments: [String]) async throws {
            let folder = try Workspace()
            let result = try await Program.run(arguments, in: folder)
            #expect(result.exitCode == 64, "\(result.ending): \(result.standardError)")
            #expect(!result.standardError.isEmpty)
        }

        @Test("With --json every line is an object, and the last one is the result")
        func printsEvents() async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path("demo.mp4"), ["--duration", "1", "--json"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            #expect(!result.events.isEmpty && !result.events.contains(.null), "\(result.text)")
            #expect(result.events.last?["event"]?.string == "result", "\(result.text)")
            #expect(result.events.last?["exitStatus"]?.integer == 0)
        }

        @Test("With --json a failure is a result too, with its exit code and whether to try again")
        func printsFailure() async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(Fixture.path("broken/text.mp4"), ["--json"], in: folder)
            #expect(result.exitCode == 65)
            #expect(!result.events.contains(.null), "\(result.text)")
            let failure = result.events.last?["outcomes"]?[0]?["failure"]
            #expect(failure?["canRetry"]?.bool == false)
            #expect(failure?["message"]?.string?.isEmpty == false)
            #expect(result.events.last?["exitStatus"]?.integer == 65)
        }

        @Test("With --quiet nothing is said when all is well")
        func staysQuiet() async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path("chart-exif-1.jpg"), ["--duration", "1", "--quiet"], in: folder)
            #expect(result.exitCode == 0)
            #expect(result.standardError == "" && result.text == "")
        }

        @Test("--dry-run prints the plan and makes nothing")
        func printsPlan() async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(Fixture.path("demo.mp4"), ["--dry-run"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            #expect(result.text.contains("1080"))
            #expect(folder.files == [])
        }

        @Test("probe says what a file is, in words and as JSON")
        func probes() async throws {
            let folder = try Workspace()
            let words = try await Program.run(["probe", Fixture.path("chart-rotated-90.mp4")], in: folder)
            #expect(words.exitCode == 0, "\(words.standardError)")
            #expect(words.text.contains("160") && words.text.contains("120"))
            let facts = try await Program.run(
                ["probe", Fixture.path("chart-rotated-90.mp4"), "--json"], in: folder)
            #expect(
                try JSON(parsing: facts.text)["info"]?["picture"]?["codedWidth"]?.integer == 120,
                "\(facts.text)")
        }

        @Test("doctor finds nothing missing where scripts/setup has run")
        func doctorIsContent() async throws {
            let folder = try Workspace()
            let result = try await Program.run(["doctor"], in: folder)
            #expect(result.exitCode == 0, "\(result.text)\(result.standardError)")
        }

        @Test("doctor --strict fails exactly where doctor names a hole, and says which package closes it")
        func doctorIsStrict() async throws {
            let folder = try Workspace()
            let result = try await Program.run(["doctor", "--strict", "--json"], in: folder)
            let fixes = result.events.filter { $0["subject"]?.string?.contains("FFmpeg's fix of") == true }
            #expect(!fixes.isEmpty)
            let exposed = fixes.filter { $0["severity"]?.string == "exposed" }
            #expect(result.exitCode == (exposed.isEmpty ? 0 : 69), "\(result.text)")
            for finding in exposed {
                #expect(finding["remedy"]?.string?.contains("libavcodec") == true, "\(finding)")
            }
            let both = try await Program.run(["doctor", "--strict", "--limits"], in: folder)
            #expect(both.exitCode == 64)
        }

        @Test("What the program makes is right for every preset, and what a camera makes is judged by rule")
        func checksMedia() async throws {
            let folder = try Workspace()
            let demo = Fixture.path("demo.mp4")
            let made = try await Program.ingest(demo, ["--duration", "3"], in: folder)
            #expect(made.exitCode == 0, "\(made.standardError)")
            let right = try await Program.run(
                ["check", "out/demo.mp4", "out/demo.jpg", "--preset", "all", "--json"], in: folder)
            let wrong = right.events.filter { $0["isRight"]?.bool != true }
            // Snapchat asks for 5 s.
            #expect(wrong.map { $0["preset"]?.string } == ["snapchat"], "\(right.text)")
            let odd = try await Program.run(
                ["check", Fixture.path("odd-161x121.webm"), "--preset", "instagram-story"], in: folder)
            #expect(odd.exitCode == 65)
            for rule in ["container.format", "video.codec", "duration.minimum"] {
                #expect(odd.text.contains("error \(rule)"), "\(odd.text)")
            }
            let unknown = try await Program.run(["check", demo, "--preset", "vine"], in: folder)
            #expect(unknown.exitCode == 64)
        }

        @Test(
            "A preset of one's own is made and checked like any other, a wrong one is refused with its mistakes"
        )
        func ownPreset() async throws {
            let folder = try Workspace()
            let demo = Fixture.path("demo.mp4")
            try folder.write(
                """
                {"name": "club", "source": "the club's page, 2026-11", "width": 360, "height": 640,
                 "frameRate": 25, "maximumSeconds": 1,
                 "requirements": {"source": "the club's page, 2026-11", "seconds": {"least": 0, "most": 1}}}
                """, to: "club.json")
            let made = try await Program.ingest(demo, ["--preset", "club.json"], in: folder)
            #expect(made.exitCode == 0, "\(made.standardError)")
            let plan = try folder.json("out/demo.json")
            #expect(plan["slides"]?[0]?["plan"]?["canvasWidth"]?.integer == 360, "\(plan)")
            let right = try await Program.run(
                ["check", "out/demo.mp4", "--preset", "./club.json"], in: folder)
            #expect(right.exitCode == 0, "\(right.text)")
            let wrong = try await Program.run(["check", demo, "--preset", "club.json"], in: folder)
            #expect(wrong.exitCode == 65 && wrong.text.contains("duration.maximum"), "\(wrong.text)")

            try folder.write(#"{"name": "club", "wdth": 3}"#, to: "club.json")
            let refused = try await Program.ingest(
                demo, ["--preset", "club.json", "--overwrite"], in: folder)
            #expect(refused.exitCode == 65)
            #expect(
                refused.standardError.contains(
                    #"club.json: $.wdth: unknown key "wdth"; did you mean "width"?"#),
                "\(refused.standardError)")
        }

        @Test("A story with mistakes is refused with all of them, each with its place")
        func reportsAllMistakes() async throws {
            let folder = try Workspace()
            try folder.write(
                """
                {"version": 1, "slides": [{"media": {"src": "a.mp4", "strat": 2},
                 "overlays": [{"type": "text", "text": "", "x": 4}, {"type": "stiker"}]}]}
                """, to: "story.json")
            let result = try await Program.run(["check", "story.json"], in: folder)
            #expect(result.exitCode == 65, "\(result.ending)")
            let said = result.text + result.standardError
            #expect(said.contains("strat") && said.contains("start"), "suggests: \(said)")
            #expect(said.contains("stiker") && said.contains("sticker"), "suggests: \(said)")
        }
    }
}
