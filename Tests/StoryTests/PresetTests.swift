import Testing

@testable import Story

private func problems(_ json: String) -> [StoryProblem] {
    do {
        _ = try Preset(json: Array(json.utf8))
        return []
    } catch {
        return error.problems
    }
}

/// The shortest possible preset, with further members added.
private func minimal(_ members: String = "") -> String {
    #"{"name":"club","source":"the club's page, 2026-11","width":720,"height":1280,"maximumSeconds":20\#(members)}"#
}

@Suite struct PresetTests {
    @Test("Every preset has a unique name, even sides and a source")
    func wellFormed() {
        #expect(Set(Preset.all.map(\.name)).count == Preset.all.count)
        for preset in Preset.all {
            #expect(preset.width % 2 == 0 && preset.height % 2 == 0)
            #expect(preset.source.contains("20"), "a source is dated: \(preset.name)")
            #expect(preset.requirements.source.contains("20"), "a source is dated: \(preset.name)")
            #expect(Preset.named(preset.name) == preset)
        }
        #expect(Preset.named("myspace") == nil)
        #expect(Preset.story.name == "story")
    }

    @Test("The largest file that a preset makes is the largest that its check accepts", arguments: Preset.all)
    func sizes(preset: Preset) {
        #expect(preset.maximumBytes == preset.requirements.bytes)
    }

    @Test("A preset that is written and read again is equal", arguments: Preset.all)
    func roundTrip(preset: Preset) throws {
        #expect(try Preset(json: Array(preset.canonicalJSON.utf8)) == preset)
    }

    @Test("A custom preset only needs the members that differ from the defaults")
    func ownPreset() throws {
        let preset = try Preset(
            json: Array(minimal(#","requirements":{"source":"2026","seconds":{"least":1,"most":20}}"#).utf8))
        #expect(preset.frameRate == 30 && preset.photoSeconds == 5 && preset.audioBitRate == 128_000)
        #expect(preset.maximumBytes == nil && preset.safeZone == nil)
        #expect(preset.requirements.seconds == 1...20 && preset.requirements.bytes == nil)
    }

    @Test(
        "Every error in a preset names its place",
        arguments: [
            ("{}", "$.name", StoryProblem.Rule.missingKey), (minimal(#","fps":30"#), "$.fps", .unknownKey),
            (minimal(#","frameRate":500"#), "$.frameRate", .outOfRange),
            (minimal(#","photoSeconds":30"#), "$.photoSeconds", .outOfRange),
            (minimal(#","safeZone":{"top":1}"#), "$.safeZone.bottom", .missingKey),
            (
                minimal(#","requirements":{"source":"2026","seconds":{"least":9,"most":3}}"#),
                "$.requirements.seconds.most", .outOfRange
            ),
            (
                minimal(#","requirements":{"source":"2026","videoCodecs":["H.264"]}"#),
                "$.requirements.videoCodecs[0]", .badValue
            ),
            (
                #"{"name":"a","source":"2026","width":721,"height":1280,"maximumSeconds":2}"#, "$.width",
                .badValue
            ),
        ])
    func malformed(json: String, path: String, rule: StoryProblem.Rule) {
        #expect(problems(json).contains { $0.path == path && $0.rule == rule }, "\(problems(json))")
    }

    @Test("A story names or contains a preset, and can be read again after writing")
    func inStories() throws {
        let held = try StoryDocument(
            json: Array(#"{"version":1,"preset":\#(minimal()),"slides":[{"media":{"src":"a"}}]}"#.utf8))
        #expect(held.preset.name == "club" && held.preset.width == 720)
        #expect(try StoryDocument(json: Array(held.canonicalJSON.utf8)) == held)

        let own = #"{"version":1,"preset":\#(Preset.story.canonicalJSON),"slides":[{"media":{"src":"a"}}]}"#
        #expect(try StoryDocument(json: Array(own.utf8)).canonicalJSON.contains(#""preset":"story""#))
    }
}
