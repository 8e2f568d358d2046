import Story
import Testing
import Transcoding

@testable import StoryService
@testable import Workers

@Suite struct FingerprintTests {
    private let request = IngestRequest(
        input: "clip.mov",
        story: StoryDocument(slides: [Slide(overlays: [.sticker(StickerOverlay(src: "heart.png"))])]))

    @Test("What makes another story makes another fingerprint")
    func differs() {
        var split = request
        split.split = true
        var splitElsewhere = split
        splitElsewhere.splitAt = .best
        var shorter = request
        shorter.story.slides[0].media.duration = 3
        var all = [split, splitElsewhere, shorter].map { fingerprint($0) }
        all.append(fingerprint(request))
        all.append(fingerprint(request, media: "other"))
        all.append(fingerprint(request, sticker: "other"))
        #expect(Set(all).count == all.count)
    }

    @Test("Names and places of files are of no importance")
    func ignoresNames() {
        var moved = request
        moved.input = "elsewhere/renamed.mov"
        moved.outputDirectory = "out"
        moved.overwrites = true
        moved.story.slides[0].media.src = "anything.mov"
        #expect(fingerprint(moved) == fingerprint(request))
    }

    @Test("A table of colours counts by its content")
    func hashesTables() {
        func graded(_ src: String, _ hash: String) -> String {
            var request = request
            request.story.slides[0].media.grading.table = LookupTable(src: src)
            return Fingerprint(request, mediaHashes: ["media"], additionHashes: [src: hash]).text
        }
        #expect(graded("a.cube", "1") == graded("b.cube", "1"))
        #expect(graded("a.cube", "1") != graded("a.cube", "2"))
    }

    @Test("Subtitles count by their content and their offset, not by their name")
    func hashesSubtitles() {
        func spoken(_ src: String, _ hash: String, offset: Double = 0) -> String {
            var request = request
            let text = TextOverlay(content: .subtitles(SubtitleFile(src: src, offset: offset)))
            request.story.slides[0].overlays = [.text(text)]
            #expect(request.additions.map(\.src) == [src])
            return Fingerprint(request, mediaHashes: ["media"], additionHashes: [src: hash]).text
        }
        #expect(spoken("a.srt", "1") == spoken("b.srt", "1"))
        #expect(spoken("a.srt", "1") != spoken("a.srt", "2"))
        #expect(spoken("a.srt", "1") != spoken("a.srt", "1", offset: 1))
    }

    @Test("Fonts count by their content, not by their name")
    func fonts() {
        func fingerprint(_ name: String, _ hash: String) -> String {
            var request = request
            request.story.fonts = [FontFile(src: name)]
            let style = TextStyle(font: .init(file: .init(src: name)))
            request.story.slides[0].overlays = [.text(TextOverlay(text: "a", style: style))]
            #expect(request.additions.map(\.src) == [name, name])
            return Fingerprint(request, mediaHashes: ["media"], additionHashes: [name: hash]).text
        }
        #expect(fingerprint("a.otf", "1") == fingerprint("b.otf", "1"))
        #expect(fingerprint("a.otf", "1") != fingerprint("a.otf", "2"))
    }

    @Test("The cover of a song counts by its content, not by its name")
    func cover() {
        func fingerprint(_ name: String, _ hash: String) -> String {
            var request = request
            let music = MusicSticker(title: "t", artist: "a", cover: name)
            request.story.slides[0].overlays = [.drawn(DrawnSticker(.music(music)))]
            #expect(request.additions.map(\.src) == [name])
            return Fingerprint(request, mediaHashes: ["media"], additionHashes: [name: hash]).text
        }
        #expect(fingerprint("a.png", "1") == fingerprint("b.png", "1"))
        #expect(fingerprint("a.png", "1") != fingerprint("a.png", "2"))
    }

    private func fingerprint(
        _ request: IngestRequest, media: String = "media", sticker: String = "sticker"
    ) -> String {
        Fingerprint(request, mediaHashes: [media], additionHashes: ["heart.png": sticker]).text
    }
}
