import Libav
import Story
import TestSupport
import Testing

@testable import Probing
@testable import Transcoding

@Suite struct SizeBudgetTests {
    private let tiktok: Preset
    private let whatsapp: Preset

    init() throws {
        tiktok = try #require(Preset.named("tiktok-story"))
        whatsapp = try #require(Preset.named("whatsapp-status"))
    }

    private static func plan(
        seconds: Double, maximumBytes: Int64?, _ preset: Preset = .story
    ) throws(MediaError) -> ExportPlan {
        var options = PlanOptions(preset: preset, duration: seconds)
        options.maximumBytes = maximumBytes
        let photo = MediaInfo(
            kind: .photo, container: "jpeg", bytes: 1, streams: [],
            picture: PictureInfo(
                codedWidth: 1080, codedHeight: 1920, pixelFormat: "yuv420p", colorimetry: .bt709))
        return try ExportPlan.plans(for: photo, input: "photo.jpg", options: options)[0]
    }

    @Test("Where the ceiling keeps a file small enough, there is one pass, however it comes out")
    func fitsAnyway() throws {
        let plan = try Self.plan(seconds: 15, maximumBytes: nil)
        #expect(plan.encoding.maximumBytes == 100_000_000)
        #expect(plan.encoding.expectedVideoBitRate == nil)
        #expect(plan.substitutions.isEmpty)
    }

    @Test("Else the plan says which rate a second pass would have")
    func expectsARate() throws {
        let plan = try Self.plan(seconds: 15, maximumBytes: nil, tiktok)
        #expect(plan.encoding.maximumBytes == 15_000_000)
        let rate = try #require(plan.encoding.expectedVideoBitRate)
        // 15 MB in 15 s are 8 Mbit/s, 128 kbit/s of them sound.
        #expect((7_800_000..<7_872_000).contains(rate))
        #expect(plan.encoding.audioBitRate == 128_000)
    }

    @Test("Of two limits the smaller counts", arguments: [(8_000_000, 8_000_000), (50_000_000, 15_000_000)])
    func smallerCounts(asked: Int64, expected: Int64) throws {
        let plan = try Self.plan(seconds: 15, maximumBytes: asked, tiktok)
        #expect(plan.encoding.maximumBytes == expected)
    }

    @Test("A draft, which no platform gets, has no platform's limit, but the one that was asked for")
    func drafts() throws {
        #expect(
            try Self.plan(seconds: 15, maximumBytes: nil, tiktok.draft).encoding.maximumBytes
                == nil)
        let plan = try Self.plan(seconds: 15, maximumBytes: 1_000_000, tiktok.draft)
        #expect(plan.encoding.maximumBytes == 1_000_000)
    }

    @Test(
        "A small file gives its sound less before its picture is too poor, and says so",
        arguments: [(900_000, 128_000), (780_000, 96_000), (720_000, 64_000)])
    func lowersSound(bytes: Int64, audioBitRate: Int) throws {
        let plan = try Self.plan(seconds: 15, maximumBytes: bytes)
        #expect(plan.encoding.audioBitRate == audioBitRate)
        #expect(try #require(plan.encoding.expectedVideoBitRate) >= 300_000)
        let sentence =
            "the sound has \(audioBitRate / 1000) kbit/s instead of 128, since the file may have at most "
            + "\(bytes / 1000) kB"
        #expect(plan.substitutions == (audioBitRate == 128_000 ? [] : [sentence]))
    }

    @Test("A file too small for anything is refused before it is made, with all that would help")
    func refuses() throws {
        let error = try #require(throws: MediaError.self) {
            try Self.plan(seconds: 15, maximumBytes: 500_000)
        }
        #expect(error.code == .unusableStory && error.stage == .plan)
        #expect(
            error.message == """
                500 kB is too little for 15 s of 1080×1920: nothing would be recognisable. Allow 720 kB, shorten \
                it to 10.5 s or take a smaller preset, such as whatsapp-status (720×1280).
                """)
        // What it says is true.
        #expect(try Self.plan(seconds: 15, maximumBytes: 720_000).encoding.maximumBytes == 720_000)
        #expect(try Self.plan(seconds: 10.5, maximumBytes: 500_000).encoding.maximumBytes == 500_000)
        let small = try Self.plan(seconds: 15, maximumBytes: 500_000, whatsapp)
        #expect(small.encoding.maximumBytes == 500_000)
    }

    @Test("Where not even a second fits, no shorter story is suggested")
    func suggestsNoGlimpse() throws {
        let error = try #require(throws: MediaError.self) { try Self.plan(seconds: 15, maximumBytes: 10_000) }
        #expect(error.message.hasSuffix("Allow 720 kB."))
    }
}
