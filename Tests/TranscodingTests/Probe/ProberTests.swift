import Foundation
import Libav
import TestSupport
import Testing
import Transcoding

/// Holds the probe against what ffprobe, MediaInfo and a parser of their own found in the shared
/// clips.
@Suite(.enabled(if: Clips.areAvailable, Clips.absence))
struct ProberTests {
    static let whole = ExpectedFacts.all.filter { !$0.broken }
    static let videos = whole.filter { $0.kind == "video" }
    static let images = whole.filter { $0.kind == "image" }

    private func info(_ facts: ExpectedFacts) throws -> MediaInfo {
        try Prober().probe(Clips.path(facts.file))
    }

    @Test("All 73 entries are there to compare with")
    func hasAllEntries() {
        #expect(ExpectedFacts.all.count == 73)
        let kinds = Set(ExpectedFacts.all.map(\.kind))
        #expect(kinds == ["video", "image", "audio", "lut"])
    }

    @Test("Container, duration, start and streams are those that ffprobe finds", arguments: videos)
    func agreesOnContainer(facts: ExpectedFacts) throws {
        let info = try info(facts)
        let expected = try #require(facts.ffprobe)
        #expect(info.kind == .video)
        #expect(info.bytes == facts.bytes)
        #expect(info.container == expected.container)
        #expect(info.streams.count == expected.streams.count)
        #expect(info.video == expected.primary_video)
        #expect(abs(info.startTime - (expected.start_time ?? 0)) < 0.001)
        if let duration = expected.duration {
            #expect(abs(try #require(info.duration) - duration) <= 0.02)
        }
        for (stream, expected) in zip(info.streams, expected.streams) {
            #expect(stream.index == expected.index)
            #expect(stream.medium.rawValue == expected.type)
            #expect(stream.codec == expected.codec)
            #expect(stream.isDefault == (expected.disposition ?? []).contains("default"))
            #expect(stream.codedWidth == expected.width)
            #expect(stream.codedHeight == expected.height)
            #expect(stream.sampleRate == expected.sample_rate)
            #expect(stream.channels == expected.channels)
            if let layout = expected.channel_layout { #expect(stream.channelLayout == layout) }
            if let duration = expected.duration {
                #expect(abs(try #require(stream.duration) - duration) <= 0.02)
            }
        }
    }

    @Test("Size, orientation and pixel shape are those that ffprobe finds", arguments: videos)
    func agreesOnGeometry(facts: ExpectedFacts) throws {
        let picture = try #require(try info(facts).picture)
        let expected = try primaryVideo(facts)
        #expect(picture.codedWidth == expected.width)
        #expect(picture.codedHeight == expected.height)
        #expect(picture.displayWidth == expected.display_width)
        #expect(picture.displayHeight == expected.display_height)
        #expect(picture.hasDegenerateMatrix == (expected.degenerate_matrix ?? false))
        #expect(picture.orientation.isMirrored == expected.mirrored)
        // The entries give the angle of the turned x axis; we turn after mirroring, and a mirrored
        // x axis points the other way.
        let turn = (expected.rotation_cw ?? 0) + (expected.mirrored == true ? 180 : 0)
        #expect(picture.orientation.clockwiseDegrees == turn % 360)
        let aspect = expected.sample_aspect_ratio?.split(separator: ":").compactMap { Int32($0) } ?? [1, 1]
        #expect(picture.pixelAspect == Rational(aspect[0], aspect[1]))
    }

    @Test("Colours and interlacing are those that ffprobe finds", arguments: videos)
    func agreesOnColour(facts: ExpectedFacts) throws {
        let picture = try #require(try info(facts).picture)
        let expected = try primaryVideo(facts)
        #expect(picture.pixelFormat == expected.pix_fmt)
        #expect(picture.colorimetry.primaries.name == expected.color_primaries)
        #expect(picture.colorimetry.transfer.name == expected.color_transfer)
        // Where we disagree with an entry: VP8 pictures are BT.601 in limited range by their standard
        // (RFC 6386, 9.2), which ffprobe learns only when it decodes.
        let isVP8 = expected.codec == "vp8"
        #expect(picture.colorimetry.matrix.name == (isVP8 ? "bt470bg" : expected.color_space))
        #expect(picture.colorimetry.range.name == (isVP8 ? "tv" : expected.color_range))
        let hdr: [String: PictureInfo.HDR] = ["arib-std-b67": .hlg, "smpte2084": .pq]
        #expect(picture.hdr == expected.color_transfer.flatMap { hdr[$0] })
        let dolby = expected.side_data?.compactMap { data in
            data.dv_profile.map { "\($0).\(data.dv_bl_signal_compatibility_id ?? 0)" }
        }
        #expect(picture.dolbyVisionProfile == dolby?.first)
        let order = expected.field_order ?? "progressive"
        #expect(picture.isInterlaced == ["tt", "bb", "tb", "bt"].contains(order))
    }

    @Test("The rhythm of pictures is that of the packets that ffprobe lists", arguments: videos)
    func agreesOnCadence(facts: ExpectedFacts) throws {
        let picture = try #require(try info(facts).picture)
        let cadence = try #require(picture.cadence)
        let expected = try primaryVideo(facts)
        let intervals = try #require(expected.pts_delta_ms)
        // The packets of this one hold a field each; two make a picture.
        let packetsOfPicture = facts.file.hasPrefix("avchd_1080i") ? 2.0 : 1.0
        let visible = Self.visible[facts.file]
        #expect(cadence.isVariable == visible?.isVariable ?? expected.vfr)
        #expect(abs(cadence.medianInterval * 1000 - intervals.median * packetsOfPicture) < 0.02)
        if cadence.isComplete {
            #expect(abs(cadence.minimumInterval * 1000 - intervals.min * packetsOfPicture) < 0.02)
            let longest = visible?.maximum ?? intervals.max
            #expect(abs(cadence.maximumInterval * 1000 - longest * packetsOfPicture) < 0.02)
            let packets = try visible?.packets ?? #require(expected.packets)
            #expect(cadence.frames == packets / Int(packetsOfPicture))
        } else {
            #expect(Double(cadence.frames) * cadence.medianInterval >= 10)
        }
        #expect(abs(picture.editListOffset + min(0, expected.first_pts ?? 0)) < 0.001)
    }

    /// Where we disagree with the entries: they count packets whose pictures an edit list hides,
    /// which nobody ever sees. These are ffprobe's figures for the packets without the flag `D`. In
    /// the second and third file all intervals that differ lie in the hidden part.
    private static let visible: [String: (packets: Int, maximum: Double, isVariable: Bool)] = [
        "midstream_resolution_change_2s.mp4": (118, 22, false),
        "iphone_hlg_dv84_rot90_editlist_2.5s.mp4": (77, 35, false),
        "screenrec_60fps_vfr_642x808_4s.mp4": (225, 16.667, false),
        "samsung_sef_slowmo_2s.mp4": (63, 33.334, false),
    ]

    @Test("Samsung's and Android's slow motion is found", arguments: videos)
    func agreesOnSlowMotion(facts: ExpectedFacts) throws {
        let info = try info(facts)
        let rate = facts.ffprobe?.tags?["com.android.capture.fps"].flatMap(Double.init)
        #expect(info.slowMotion?.captureRate == rate)
        let segments =
            facts.samsung_sef == nil
            ? []
            : [
                SlowMotion.Segment(start: 0.088, end: 0.879, divisor: 2),
                SlowMotion.Segment(start: 1.255, end: 1.970, divisor: 8),
            ]
        #expect(info.slowMotion?.segments ?? [] == segments)
    }

    @Test("Photos and animations are as their headers say", arguments: images)
    func agreesOnImage(facts: ExpectedFacts) throws {
        let info = try info(facts)
        let expected = try #require(facts.image)
        let picture = try #require(info.picture)
        let frames = expected.apng_frames ?? expected.frames ?? 1
        #expect(info.kind == (frames > 1 ? .animation : .photo))
        #expect(info.bytes == facts.bytes)
        #expect(picture.codedWidth == expected.width)
        #expect(picture.codedHeight == expected.height)
        #expect(picture.displayWidth == expected.display_width ?? expected.width)
        #expect(picture.displayHeight == expected.display_height ?? expected.height)
        if let orientation = expected.exif_orientation {
            #expect(picture.orientation.rawValue == orientation)
        }
        if let turn = expected.irot_ccw {
            #expect(picture.orientation.clockwiseDegrees == (360 - turn) % 360)
        }
        #expect(picture.cadence?.frames ?? 1 == frames)
        if let duration = expected.total_duration_ms {
            #expect(abs(try #require(info.duration) - duration / 1000) < 0.001)
        }
        #expect(picture.loopCount == (frames > 1 ? expected.loop_count : nil))
        if let alpha = expected.alpha ?? expected.transparent { #expect(picture.hasAlpha == alpha) }
        if let gainMap = expected.ultra_hdr_gain_map { #expect(picture.hasGainMap == gainMap) }
        #expect(info.warnings.isEmpty)
    }

    private func primaryVideo(_ facts: ExpectedFacts) throws -> ExpectedFacts.Stream {
        let ffprobe = try #require(facts.ffprobe)
        return ffprobe.streams[try #require(ffprobe.primary_video)]
    }
}
