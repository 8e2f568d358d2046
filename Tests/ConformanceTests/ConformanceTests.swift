import Libav
import Story
import Testing

@testable import Conformance
@testable import Probing

/// Values at a limit conform. Values beyond it give a finding of the broken rule, and of no other.
@Suite struct ConformanceTests {
    /// The inspection of a file as this program makes it.
    private static func right() -> Inspection {
        var media = MediaInfo(
            kind: .video, container: "mov,mp4,m4a,3gp,3g2,mj2", bytes: 100_000_000, duration: 15,
            streams: [
                StreamInfo(index: 0, medium: .video, codec: "h264", isDecodable: true),
                StreamInfo(
                    index: 1, medium: .audio, codec: "aac", isDecodable: true, sampleRate: 48_000, channels: 2
                ),
            ], video: 0, audio: 1)
        media.picture = PictureInfo(codedWidth: 1080, codedHeight: 1920, pixelFormat: "yuv420p")
        media.picture?.cadence = Cadence(
            frames: 450, averageRate: 30, minimumInterval: 1 / 30, medianInterval: 1 / 30,
            maximumInterval: 1 / 30, isVariable: false, isComplete: true)
        let track = Inspection.Track(
            start: 0, duration: 15, bytes: 10_000_000, peakBitRate: 25_000_000, longestGroup: 5)
        return Inspection(
            media: media,
            boxes: Inspection.Boxes(
                editLists: 0, isIndexFirst: true, isFragmented: false, hasLocation: false),
            picture: track, sound: track)
    }

    private static func rules(_ inspection: Inspection, for preset: String = "story") -> [String] {
        Preset.named(preset).map { Conformance(of: inspection, to: $0.requirements).findings.map(\.rule) }
            ?? ["no such preset"]
    }

    private static func changed(_ change: (inout Inspection) -> Void) -> Inspection {
        var inspection = right()
        change(&inspection)
        return inspection
    }

    @Test(
        "A file at all limits gives no findings, for any preset that accepts 15 s and 100 MB",
        arguments: Preset.all)
    func passes(preset: Preset) {
        let expected = preset.maximumBytes ?? .max < 100_000_000 ? ["size.maximum"] : []
        #expect(Self.rules(Self.right(), for: preset.name) == expected)
    }

    static let wrong: [(String, @Sendable (inout Inspection) -> Void)] = [
        ("size.maximum", { $0.media.bytes += 1 }),
        ("duration.maximum", { $0.media.duration = 15.04 }),
        ("duration.minimum", { $0.media.duration = 2.9 }),
        ("container.edit-list", { $0.boxes?.editLists = 1 }),
        ("container.index-first", { $0.boxes?.isIndexFirst = false }),
        ("container.fragments", { $0.boxes?.isFragmented = true }),
        ("metadata.location", { $0.boxes?.hasLocation = true }),
        (
            "container.format",
            {
                $0.boxes = nil
                $0.media.container = "matroska,webm"
            }
        ),
        ("video.codec", { $0.media.streams[0].codec = "hevc" }),
        ("audio.codec", { $0.media.streams[1].codec = "opus" }),
        ("video.bit-rate", { $0.picture?.peakBitRate += 1 }),
        ("frame-rate.range", { $0.media.picture?.cadence?.averageRate = 60.1 }),
        ("frame-rate.range", { $0.media.picture?.cadence?.averageRate = 23.976 }),
        ("frame-rate.constant", { $0.media.picture?.cadence?.isVariable = true }),
        ("video.progressive", { $0.media.picture?.isInterlaced = true }),
        ("video.key-frames", { $0.picture?.longestGroup = 5.1 }),
        ("video.dynamic-range", { $0.media.picture?.hdr = .hlg }),
        ("video.chroma", { $0.media.picture?.pixelFormat = "yuv444p" }),
        ("video.depth", { $0.media.picture?.pixelFormat = "yuv420p10le" }),
        (
            "video.orientation",
            { $0.media.picture?.orientation = Orientation(clockwiseDegrees: 180, mirrored: false) }
        ),
        ("audio.present", { $0.media.audio = nil }),
        ("audio.sample-rate", { $0.media.streams[1].sampleRate = 96_000 }),
        ("audio.channels", { $0.media.streams[1].channels = 6 }),
        ("audio.tracks", { $0.media.streams.append($0.media.streams[1]) }),
        ("audio.sync", { $0.sound?.start = 0.05 }),
        ("size.aspect", { $0.media.picture?.codedWidth = 1440 }),
    ]

    @Test("A value one step beyond a limit gives a finding of that rule alone", arguments: wrong.indices)
    func finds(index: Int) throws {
        let (rule, change) = Self.wrong[index]
        let inspection = Self.changed(change)
        #expect(Self.rules(inspection) == [rule])
        let finding = try #require(Conformance(of: inspection, to: Preset.story.requirements).findings.first)
        #expect(!finding.remedy().isEmpty && !finding.source.isEmpty && !finding.limit.isEmpty)
        let warnings: Set = [
            "metadata.location", "video.dynamic-range", "video.depth", "video.orientation", "audio.present",
            "audio.tracks", "audio.sync",
        ]
        #expect((finding.severity == .warning) == warnings.contains(rule))
    }

    @Test("A picture that is too small or too wide gives findings")
    func findsSizes() {
        let small = Self.changed {
            $0.media.picture?.codedWidth = 538
            $0.media.picture?.codedHeight = 958
        }
        #expect(Self.rules(small) == ["size.width", "size.height"])
        let wide = Self.changed {
            $0.media.picture?.codedWidth = 2160
            $0.media.picture?.codedHeight = 3840
        }
        #expect(Self.rules(wide) == ["size.width"])
        #expect(Self.rules(wide, for: "facebook-story").isEmpty)
    }

    @Test("60 frames a second pass despite the container's rounding, and 60.1 do not")
    func toleratesRounding() {
        let rounded = Self.changed { $0.media.picture?.cadence?.averageRate = 60.02 }
        #expect(Self.rules(rounded, for: "instagram-story").isEmpty)
        let more = Self.changed { $0.media.picture?.cadence?.averageRate = 60.1 }
        #expect(Self.rules(more, for: "instagram-story") == ["frame-rate.range"])
    }

    @Test("A photo is checked against the requirements for photos")
    func checksPhotos() {
        let photo = Self.changed {
            $0 = Inspection(media: $0.media)
            $0.media.kind = .photo
            $0.media.container = "jpeg"
            $0.media.bytes = 8_000_000
        }
        #expect(Self.rules(photo).isEmpty)
        var large = photo
        large.media.bytes += 1
        #expect(Self.rules(large) == ["size.maximum"])
        var other = photo
        other.media.container = "png"
        #expect(Self.rules(other) == ["photo.format"])
        #expect(Self.rules(other, for: "snapchat").isEmpty)
    }
}
