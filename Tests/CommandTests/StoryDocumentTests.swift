import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// Story documents as others write them.
    @Suite struct StoryDocumentTests {
        @Test("schema prints the schema of the documentation")
        func schema() async throws {
            let result = try await Program.run(["schema"], in: Workspace())
            let path = PackageRoot.path + "/docs/story.schema.json"
            #expect(try result.text == String(contentsOfFile: path, encoding: .utf8))
        }

        @Test("A story in YAML with another program's names is made, and the manifest says what was taken")
        func yaml() async throws {
            let folder = try Workspace()
            try folder.write(
                """
                version: 1
                publishAt: 2026-12-01T09:00:00Z
                expires_after: 24h
                slides:
                - media: {path: any.jpg, duration: 0.5, resizeMode: contain-blur}
                """, to: "story.yaml")
            let result = try await Program.ingest(
                Fixture.path("chart-exif-1.jpg"), ["--story", "story.yaml"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let manifest = try folder.json("out/chart-exif-1.json")
            #expect(manifest["story"]?["publishAt"]?.string == "2026-12-01T09:00:00Z")
            #expect(manifest["story"]?["expiresAfter"]?.string == "1d")
            #expect(manifest["story"]?["slides"]?[0]?["media"]?["fit"]?.string == "blur")
            for name in ["expires_after", "path", "resizeMode", "contain-blur"] {
                let said = "\"\(name)\" was taken for"
                #expect(result.standardError.contains(said), "\(result.standardError)")
                let substitutions = manifest["slides"]?[0]?["substitutions"]
                #expect((0..<4).contains { substitutions?[$0]?.string?.contains(said) == true })
            }
        }

        @Test("A job is wanted when its story says, unless the command line says otherwise")
        func publishAt() async throws {
            let folder = try Workspace()
            try folder.write(
                #"{"version":1,"slides":[{}],"publishAt":"2090-01-01T08:00:00Z"}"#, to: "story.json")
            for (options, time) in [
                ([], "2090-01-01T08:00:00.000Z"),
                (["--publish-at", "2080-01-01T00:00:00Z"], "2080-01-01T00:00:00.000Z"),
            ] {
                let id = try await Program.submit(
                    Fixture.path("heart.png"), ["--story", "story.json"] + options, in: folder)
                #expect(try await Program.job(id, in: folder)["publishAt"]?.string == time)
            }
        }

        @Test("submit says at once which names it has taken for others")
        func submitWarns() async throws {
            let folder = try Workspace()
            try folder.write(#"{"version":1,"clips":[{}]}"#, to: "story.json")
            let result = try await Program.queue(
                ["submit", Fixture.path("heart.png"), "--story", "story.json"], in: folder)
            #expect(result.exitCode == 0)
            #expect(result.sentences == [#"$.clips: "clips" was taken for "slides". Write "slides"."#])
        }

        @Test("check tells the line of what is no YAML, and the path of what is no story")
        func check() async throws {
            let folder = try Workspace()
            try folder.write("version: 1\nslides: &all\n- {}\n", to: "syntax.yaml")
            try folder.write("version: 1\nslides:\n- media: {volum: 1}\n", to: "story.yml")
            let result = try await Program.run(["check", "syntax.yaml", "story.yml"], in: folder)
            #expect(result.exitCode == 65)
            #expect(result.standardError.contains("syntax.yaml: line 2, column 9: an anchor or alias"))
            #expect(
                result.standardError.contains(
                    #"story.yml: $.slides[0].media.volum: unknown key "volum"; did you mean "volume"?"#))
        }
    }
}
