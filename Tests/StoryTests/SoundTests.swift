import Testing

@testable import Story

@Suite struct SoundTests {
    private func document(_ members: String, media: String = "") throws -> StoryDocument {
        let json = #"{"version":1,"slides":[{"media":{"src":"a.mov"\#(media)}}]\#(members)}"#
        return try StoryDocument(json: Array(json.utf8))
    }

    private func problems(_ members: String, media: String = "") -> [String] {
        do {
            _ = try document(members, media: media)
            return []
        } catch {
            return (error as? StoryDocumentError)?.problems.map(\.description) ?? ["\(error)"]
        }
    }

    @Test("Music is read with all its members, and written out again")
    func readsMusic() throws {
        let story = try document(
            """
            ,"sound":{"src":"song.m4a","start":30,"offset":2,"volume":0.8,"fadeIn":0.5,"fadeOut":1,
            "loop":true,"duck":{"amount":-9,"attack":0.1,"release":1},
            "volumeEnvelope":[{"time":0,"value":1},{"time":4,"value":0.2}]},
            "voice":{"src":"voice.wav"},"loudness":{"target":-16,"truePeak":-2}
            """, media: #","mute":true,"fadeIn":1,"fadeOut":2,"speed":0.5,"volume":3"#)
        let music = AudioTrack(
            src: "song.m4a", start: 30, offset: 2, volume: 0.8,
            volumeEnvelope: [VolumePoint(time: 0, value: 1), VolumePoint(time: 4, value: 0.2)],
            fadeIn: 0.5, fadeOut: 1, loop: true, duck: Ducking(amount: -9, attack: 0.1, release: 1))
        #expect(story.sound == [music])
        #expect(story.voice == AudioTrack(src: "voice.wav", duck: Ducking()))
        #expect(story.loudness == LoudnessTarget(target: -16, truePeak: -2))
        let media = story.slides[0].media
        #expect(media.sound == MediaSound(mute: true, fadeIn: 1, fadeOut: 2))
        #expect(media.speed == 0.5 && media.volume == 3)
        #expect(try StoryDocument(json: Array(story.canonicalJSON.utf8)) == story)
    }

    @Test("Short forms mean what they seem to")
    func shortForms() throws {
        let story = try document(
            #","sound":[{"src":"a.mp3","duck":true},{"src":"b.mp3","duck":false}],"loudness":-20"#)
        #expect(story.sound == [AudioTrack(src: "a.mp3", duck: Ducking()), AudioTrack(src: "b.mp3")])
        #expect(story.loudness == LoudnessTarget(target: -20))
        #expect(try document(#","loudness":"off","voice":{"src":"v","duck":false}"#).loudness == nil)
        #expect(try document(#","voice":{"src":"v","duck":false}"#).voice?.duck == nil)
        #expect(try StoryDocument(json: Array(story.canonicalJSON.utf8)) == story)
    }

    @Test("A slide's own music and voice are read with the slide")
    func ofASlide() throws {
        let json = #"{"version":1,"slides":[{"sound":{"src":"a.mp3"},"voice":{"src":"b.wav"}}]}"#
        let story = try StoryDocument(json: Array(json.utf8))
        #expect(story.slides[0].sound == [AudioTrack(src: "a.mp3")])
        #expect(story.slides[0].voice?.src == "b.wav")
        #expect(try StoryDocument(json: Array(story.canonicalJSON.utf8)) == story)
    }

    @Test("Each fault is named with its place and what would be right")
    func faults() {
        let track = #"{"src":"a"}"#
        #expect(
            problems(",\"sound\":[\(Array(repeating: track, count: 5).joined(separator: ","))]") == [
                "$.sound: got an array of 5; allowed: an object or an array of at most 4 of them"
            ])
        #expect(problems(#","sound":[{"volume":9,"duk":1}]"#).count == 3)
        #expect(
            problems(#","sound":{"src":"a","duck":"yes"}"#) == [
                #"$.sound.duck: got "yes"; allowed: true, false or an object"#
            ])
        #expect(
            problems(#","sound":{"src":"a","duck":{"amount":3}}"#) == [
                "$.sound.duck.amount: got 3; allowed: a number from -60 to 0"
            ])
        #expect(
            problems(#","loudness":"on""#) == [#"$.loudness: got "on"; did you mean "off"?"#])
        #expect(
            problems(#","loudness":-3"#) == [
                #"$.loudness: got -3; allowed: "off", a number from -36 to -5, or an object"#
            ])
        #expect(
            problems("", media: #","speed":0.1"#) == [
                "$.slides[0].media.speed: got 0.1; allowed: a number from 0.25 to 60"
            ])
        #expect(
            problems("", media: #","volumeEnvelope":[{"time":2,"value":1},{"time":2,"value":0}]"#) == [
                "$.slides[0].media.volumeEnvelope[1].time: got 2; allowed: more than the time before, which"
                    + " is 2"
            ])
        #expect(problems(#","sound":7"#).count == 1)
    }
}
