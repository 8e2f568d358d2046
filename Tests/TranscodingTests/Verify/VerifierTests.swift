import Foundation
import Logging
import Story
import TestSupport
import Testing

@testable import Probing
@testable import Transcoding

/// Files that `ffmpeg` makes stand for outputs, right ones and ones that are wrong in one respect.
@Suite struct VerifierTests {
    private static let preset = Preset(
        name: "small", width: 90, height: 160, frameRate: 30, maximumSeconds: 15, photoSeconds: 1,
        groupOfPicturesSeconds: 0.5, source: "tests")

    /// FFmpeg 7 believes pictures themselves more than it does options.
    private static let tags = "setparams=color_primaries=bt709:color_trc=bt709"

    /// What makes ffmpeg write a right file of 30 frames; a later option of the same name wins.
    private static let right = [
        "-c:v", "libx264", "-profile:v", "high", "-pix_fmt", "yuv420p", "-g", "15", "-keyint_min", "15",
        "-sc_threshold", "0", "-x264-params", "open-gop=0", "-colorspace", "bt709", "-color_primaries",
        "bt709", "-color_trc", "bt709", "-color_range", "tv", "-c:a", "aac", "-ac", "2", "-ar", "48000",
        "-vf", Self.tags, "-fflags", "+bitexact", "-movflags", "faststart+negative_cts_offsets",
        "-use_editlist", "0",
    ]

    @Test("A right file passes, and its facts are those of the file")
    func acceptsRightFile() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("right.mp4")
        try await make(path)
        let facts = try verify(path)
        #expect(facts.videoCodec == "h264" && facts.videoProfile == "High")
        #expect(facts.width == 90 && facts.height == 160 && facts.frames == 30 && facts.keyFrames == 2)
        #expect(facts.color == "bt709/bt709/bt709/tv")
        let hash = try await Tool("sha256sum").checked([path])
        #expect(hash.text.hasPrefix(facts.sha256 + " "))
        #expect(facts.bytes == Int64(try Data(contentsOf: URL(filePath: path)).count))
    }

    @Test(
        "A file that is wrong in one respect is refused with that",
        arguments: [
            (["-use_editlist", "1"], "there is an edit list"),
            (["-movflags", "negative_cts_offsets"], "the index comes after the media"),
            (["-profile:v", "main"], "the picture's profile is"),
            (["-metadata", "title=My house"], "there is metadata"),
            (["-color_range", "pc"], "full range"),
            (["-colorspace", "smpte170m"], "the container's colour is [1, 1, 6]"),
            (["-r", "25"], "the time base 1/12800 cannot count frames"),
            (["-frames:v", "29"], "the number of frames is 29 instead of 30"),
            (["-s", "90x162"], "the height is 162 instead of 160"),
            (["-ar", "44100"], "the sample rate is 44100 instead of 48000"),
            (["-ac", "1"], "the number of channels is 1 instead of 2"),
            (["-g", "20", "-keyint_min", "20"], "have no key frame"),
            (["-an"], "a picture or a sound is missing"),
            (["-movflags", "frag_keyframe+empty_moov"], "fragmented"),
        ])
    func refusesWrongFile(options: [String], sentence: String) async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("wrong.mp4")
        try await make(path, options)
        let error = #expect(throws: MediaError.self) { try verify(path) }
        #expect(error?.code == .verificationFailed)
        #expect(error?.message.contains(sentence) == true, "\(error?.message ?? "")")
    }

    @Test("A file whose end is missing is refused", arguments: [1, 1_000])
    func refusesTruncatedFile(bytes: Int) async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("short.mp4")
        try await make(path)
        let data = try Data(contentsOf: URL(filePath: path))
        try data.dropLast(bytes).write(to: URL(filePath: path))
        #expect(throws: MediaError.self) { try verify(path) }
    }

    @Test("A file with damaged pictures at its beginning or end is refused", arguments: [0.1, 0.9])
    func refusesDamagedPictures(place: Double) async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("damaged.mp4")
        // Noise, so that there are bytes to damage, and a silent sound that has almost none.
        try await make(path, ["-vf", "noise=alls=100:allf=t,\(Self.tags)"])
        var data = try Data(contentsOf: URL(filePath: path))
        let start = try #require(data.range(of: Data("mdat".utf8))).upperBound
        let middle = start + Int(Double(data.count - start) * place)
        // More than a picture's bytes, so that the length of one is hit, too.
        for index in middle..<min(middle + 12_000, data.count) { data[index] = 0xFF }
        try data.write(to: URL(filePath: path))
        #expect(throws: MediaError.self) { try verify(path) }
    }

    private func make(_ path: String, _ options: [String] = []) async throws {
        let source = [
            "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=90x160:rate=30:duration=1", "-f", "lavfi",
            "-i", "anullsrc=r=48000:d=1",
        ]
        try await Tool.ffmpeg.checked(source + Self.right + options + ["-y", path])
    }

    @discardableResult
    private func verify(_ path: String) throws(MediaError) -> OutputFacts {
        let photo = MediaInfo(
            kind: .photo, container: "png", bytes: 1, picture: PictureInfo(codedWidth: 90, codedHeight: 160))
        let plans = try ExportPlan.plans(
            for: photo, input: "photo.png", options: PlanOptions(preset: Self.preset))
        return try Verifier(logger: Logger(label: "test")).verify(
            path, plan: plans[0], result: ExportResult(frameCount: 30, frameRate: 30))
    }
}
