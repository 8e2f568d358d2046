internal import Containers
import Foundation
import Libav
import TestSupport
import Testing

@testable import Probing

/// Compares the prober's results with what ffprobe, MediaInfo and a separate parser found in the shared clips.
@Suite(.enabled(if: Clips.areAvailable, Clips.absence))
struct ProberTests {
    static let whole = ExpectedFacts.all.filter { !$0.broken }
    static let videos = whole.filter { $0.kind == "video" }
    static let images = whole.filter { $0.kind == "image" }

    private func info(_ facts: ExpectedFacts) throws -> MediaInfo {
        try Prober().probe(Clips.path(facts.file))
    }

    @Test("The list of expected facts has all 73 entries")
    func hasAllEntries() {
        #expect(ExpectedFacts.all.count == 73)
        let kinds = Set(ExpectedFacts.all.map(\.kind))
        #expect(kinds == ["video", "image", "audio", "lut"])
    }

    @Test("Container, duration, start and streams match ffprobe's", arguments: videos)
    func agreesOnContainer(facts: ExpectedFacts) throws {
        let info = try info(facts)
        let expected = try #require(facts.ffprobe)
        #expect(info.kind == .video)
        #expect(info.bytes == facts.bytes)
        #expect(info.container == expected.container)
        #expect(info.streams.count == expected.streams.count)
        #expect(info.video == expected.primaryVideo)
        #expect(abs(info.startTime - (expected.startTime ?? 0)) < 0.001)
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
            #expect(stream.sampleRate == expected.sampleRate)
            #expect(stream.channels == expected.channels)
            if let layout = expected.channelLayout { #expect(stream.channelLayout == layout) }
            if let duration = expected.duration {
                #expect(abs(try #require(stream.duration) - duration) <= 0.02)
            }
        }
    }

    @Test("Size, orientation and pixel shape match ffprobe's", arguments: videos)
    func agreesOnGeometry(facts: ExpectedFacts) throws {
        let picture = try #require(try info(facts).picture)
        let expected = try primaryVideo(facts)
        #expect(picture.codedWidth == expected.width)
        #expect(picture.codedHeight == expected.height)
        #expect(picture.displayWidth == expected.displayWidth)
        #expect(picture.displayHeight == expected.displayHeight)
        #expect(picture.hasDegenerateMatrix == (expected.degenerateMatrix ?? false))
        #expect(picture.orientation.isMirrored == expected.mirrored)
        // The entries give the angle of the turned x axis; we turn after mirroring, and a mirrored
        // x axis points the other way.
        let turn = (expected.rotationCw ?? 0) + (expected.mirrored == true ? 180 : 0)
        #expect(picture.orientation.clockwiseDegrees == turn % 360)
        let aspect = expected.sampleAspectRatio?.split(separator: ":").compactMap { Int32($0) } ?? [1, 1]
        #expect(picture.pixelAspect == Rational(aspect[0], aspect[1]))
    }

    @Test("Colours and interlacing match ffprobe's", arguments: videos)
    func agreesOnColour(facts: ExpectedFacts) throws {
        let picture = try #require(try info(facts).picture)
        let expected = try primaryVideo(facts)
        #expect(picture.pixelFormat == expected.pixFmt)
        #expect(picture.colorimetry.primaries.name == expected.colorPrimaries)
        #expect(picture.colorimetry.transfer.name == expected.colorTransfer)
        // Here the prober differs from an entry: the standard of VP8 prescribes BT.601 in limited range (RFC 6386,
        // 9.2), which ffprobe learns only when it decodes.
        let isVP8 = expected.codec == "vp8"
        #expect(picture.colorimetry.matrix.name == (isVP8 ? "bt470bg" : expected.colorSpace))
        #expect(picture.colorimetry.range.name == (isVP8 ? "tv" : expected.colorRange))
        let hdr: [String: PictureInfo.HDR] = ["arib-std-b67": .hlg, "smpte2084": .pq]
        #expect(picture.hdr == expected.colorTransfer.flatMap { hdr[$0] })
        let dolby = expected.sideData?.compactMap { data in
            data.dvProfile.map { "\($0).\(data.dvBlSignalCompatibilityId ?? 0)" }
        }
        #expect(picture.dolbyVisionProfile == dolby?.first)
        let order = expected.fieldOrder ?? "progressive"
        #expect(picture.isInterlaced == ["tt", "bb", "tb", "bt"].contains(order))
    }

    @Test("The cadence matches the packets that ffprobe lists", arguments: videos)
    func agreesOnCadence(facts: ExpectedFacts) throws {
        let picture = try #require(try info(facts).picture)
        let cadence = try #require(picture.cadence)
        let expected = try primaryVideo(facts)
        let intervals = try #require(expected.ptsDeltaMs)
        // In this clip, each packet holds one field; two make a picture.
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
        #expect(abs(picture.editListOffset + min(0, expected.firstPts ?? 0)) < 0.001)
    }

    /// Clips for which the prober differs from the entries, which count packets whose pictures an edit list hides.
    /// These are ffprobe's figures for the packets without the flag `D`. In the second and third file, all intervals
    /// that differ lie in the hidden part.
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
            facts.samsungSef == nil
            ? []
            : [
                SlowMotion.Segment(start: 0.088, end: 0.879, divisor: 2),
                SlowMotion.Segment(start: 1.255, end: 1.970, divisor: 8),
            ]
        #expect(info.slowMotion?.segments ?? [] == segments)
    }

    @Test("Photos and animations match the expected facts", arguments: images)
    func agreesOnImage(facts: ExpectedFacts) throws {
        let info = try info(facts)
        let expected = try #require(facts.image)
        let picture = try #require(info.picture)
        let frames = expected.apngFrames ?? expected.frames ?? 1
        #expect(info.kind == (frames > 1 ? .animation : .photo))
        #expect(info.bytes == facts.bytes)
        #expect(picture.codedWidth == expected.width)
        #expect(picture.codedHeight == expected.height)
        #expect(picture.displayWidth == expected.displayWidth ?? expected.width)
        #expect(picture.displayHeight == expected.displayHeight ?? expected.height)
        if let orientation = expected.exifOrientation {
            #expect(picture.orientation.rawValue == orientation)
        }
        if let turn = expected.irotCcw {
            #expect(picture.orientation.clockwiseDegrees == (360 - turn) % 360)
        }
        #expect(picture.cadence?.frames ?? 1 == frames)
        if let duration = expected.totalDurationMs {
            #expect(abs(try #require(info.duration) - duration / 1000) < 0.001)
        }
        #expect(picture.loopCount == (frames > 1 ? expected.loopCount : nil))
        if let alpha = expected.alpha ?? expected.transparent { #expect(picture.hasAlpha == alpha) }
        if let gainMap = expected.ultraHdrGainMap { #expect(picture.hasGainMap == gainMap) }
        #expect(info.warnings.isEmpty)
    }

    @Test("A song with cover art is not a video", arguments: whole.filter { $0.kind == "audio" })
    func agreesOnAudio(facts: ExpectedFacts) throws {
        let info = try info(facts)
        let expected = try #require(facts.ffprobe)
        #expect(info.kind == .audio)
        #expect(info.video == nil)
        #expect(info.container == expected.container)
        #expect(info.streams.map(\.medium.rawValue) == expected.streams.map(\.type))
        #expect(info.audio == expected.streams.first { $0.type == "audio" }?.index)
        #expect(abs(try #require(info.duration) - (try #require(expected.duration))) <= 0.02)
    }

    @Test(
        "Boxes, fragments and edit lists match the expected facts",
        arguments: whole.filter { $0.kind == "video" })
    func agreesOnBoxes(facts: ExpectedFacts) throws {
        guard let expected = facts.isobmff else { return }
        let header = try MovieHeader(ByteSource(MediaFile(Clips.path(facts.file))), limits: Limits())
        // The entries name adjacent boxes of one type only once.
        let types = header.topLevel.map(\.description)
        let runs = types.indices.filter { $0 == 0 || types[$0] != types[$0 - 1] }.map { types[$0] }
        #expect(runs == expected.topLevelBoxes)
        #expect(header.brands.first?.description == expected.majorBrand)
        #expect(header.isFragmented == (expected.fragmented ?? false))
        let edits = (expected.editLists ?? []).map { list in
            list.map { TrackHeader.Edit(duration: $0.duration, mediaTime: $0.mediaTime) }
        }
        #expect(header.tracks.map(\.edits).filter { !$0.isEmpty } == edits)
    }

    @Test("A colour table is refused as a text file", arguments: whole.filter { $0.kind == "lut" })
    func refusesTables(facts: ExpectedFacts) {
        let error = #expect(throws: MediaError.self) { try info(facts) }
        #expect(error?.code == .unusableMedia)
        #expect(error?.message.hasPrefix("This is a text file.") == true)
    }

    /// The expected result for each broken file: an error with certain words, or a description with a warning.
    static let broken: [(file: String, code: MediaError.Code?, words: String?)] = [
        ("broken/corrupt_exif_photo.jpg", nil, nil),
        ("broken/corrupt_header.mkv", .unusableMedia, "header is damaged"),
        ("broken/corrupt_packets.mp4", nil, nil),
        ("broken/decompression_bomb.gif", .unusableMedia, "outside its canvas"),
        ("broken/encrypted_clearkey.mp4", .unusableMedia, "encrypted"),
        ("broken/huge_16000x9000.webp", .limitExceeded, "16000 × 9000"),
        ("broken/invalid_bitstream.webm", .unusableMedia, "can be decoded"),
        ("broken/malformed_free_box.mp4", .unusableMedia, "structure is damaged at byte 32"),
        ("broken/mdat_too_long.mp4", nil, "claims more bytes than the file has"),
        ("broken/no_moov.mp4", .unusableMedia, "upload is incomplete"),
        ("broken/truncated_claims_35s.mp4", .unusableMedia, "upload is incomplete"),
        ("broken/truncated_photo.jpg", .unusableMedia, "cut off before most"),
    ]

    @Test(
        "Broken files give one clear error, or a description with a warning, within five seconds",
        arguments: broken)
    func agreesOnBroken(file: String, code: MediaError.Code?, words: String?) throws {
        let start = ContinuousClock.now
        let facts = try ExpectedFacts.named(file)
        #expect(facts.broken)
        if let code {
            let error = #expect(throws: MediaError.self) { try info(facts) }
            #expect(error?.code == code)
            #expect(error?.file == Clips.path(file))
            #expect(error?.canRetry == false)
            #expect(error?.message.contains(try #require(words)) == true, "\(error?.message ?? "")")
        } else {
            let info = try info(facts)
            #expect(info.warnings.count == (words == nil ? 0 : 1))
            if let words { #expect(info.warnings.first?.contains(words) == true) }
            let size = try #require(info.picture)
            #expect(size.codedWidth == facts.image?.width ?? facts.ffprobe?.streams.first?.width)
        }
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test("Every broken file has an entry above")
    func coversBroken() {
        #expect(Set(Self.broken.map(\.file)) == Set(ExpectedFacts.all.filter(\.broken).map(\.file)))
    }

    @Test("A Live Photo's video is found beside the still, unless its identifier differs")
    func pairsLivePhoto() throws {
        #expect(
            try Prober().probe(Clips.path("livephoto/train.jpg")).motionPart
                == MotionPart(kind: .livePhoto, fileName: "train.mov"))
        let folder = try TemporaryDirectory()
        let still = try Data(contentsOf: URL(filePath: Clips.path("livephoto/train.jpg")))
        try still.write(to: URL(filePath: folder.file("a.jpg")))
        #expect(try Prober().probe(folder.file("a.jpg")).motionPart == nil)
        var film = try Data(contentsOf: URL(filePath: Clips.path("livephoto/train.mov")))
        let identifier = try #require(film.range(of: Data("E905E6C6-".utf8)))
        film[identifier.lowerBound] = UInt8(ascii: "0")
        try film.write(to: URL(filePath: folder.file("a.MOV")))
        #expect(try Prober().probe(folder.file("a.jpg")).motionPart == nil)
        film[identifier.lowerBound] = UInt8(ascii: "E")
        try film.write(to: URL(filePath: folder.file("a.MOV")))
        #expect(try Prober().probe(folder.file("a.jpg")).motionPart?.fileName == "a.MOV")
    }

    private func primaryVideo(_ facts: ExpectedFacts) throws -> ExpectedFacts.Stream {
        let ffprobe = try #require(facts.ffprobe)
        return ffprobe.streams[try #require(ffprobe.primaryVideo)]
    }
}
