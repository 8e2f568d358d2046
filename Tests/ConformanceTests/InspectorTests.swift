import Libav
import Logging
import TestSupport
import Testing
internal import Threading

@testable import Conformance
@testable import Probing

@Suite struct InspectorTests {
    private func inspect(_ path: String) throws -> Inspection {
        try Inspector(limits: Limits(), policy: .cameraRoll, logger: Logger(label: "test"))
            .inspect(path, cancellation: CancellationToken())
    }

    @Test("The measurements of a clip match ffprobe's packets")
    func agreesWithFFprobe() async throws {
        let path = Fixture.path("flash-beep.mp4")
        let inspection = try inspect(path)
        let picture = try #require(inspection.picture)
        let output = try await Tool.ffprobe.checked([
            "-v", "error", "-select_streams", "v", "-show_entries",
            "packet=pts_time,duration_time,size,flags",
            "-of", "json", path,
        ])
        guard case .array(let packets) = try JSON(parsing: output.text)["packets"] else {
            Issue.record("ffprobe lists no packets")
            return
        }
        let sizes = packets.compactMap { $0["size"]?.integer }
        #expect(picture.bytes == Int64(sizes.reduce(0, +)))
        let ends = packets.compactMap { packet in
            packet["pts_time"]?.number.map { $0 + (packet["duration_time"]?.number ?? 0) }
        }
        let end = try #require(ends.max())
        #expect(abs(picture.start + picture.duration - end) < 0.001)
        let keys = packets.filter { $0["flags"]?.string?.contains("K") == true }
            .compactMap { $0["pts_time"]?.number }.sorted()
        let longest = zip(keys.dropFirst() + [end], keys).map { $0 - $1 }.max()
        #expect(abs(picture.longestGroup - (try #require(longest))) < 0.001)
        #expect(picture.peakBitRate >= picture.bitRate)
    }

    @Test("Edit lists, the position of the index, fragments and the recording's location are detected")
    func seesBoxes() async throws {
        let folder = try TemporaryDirectory()
        let source = Fixture.path("flash-beep.mp4")
        func made(_ name: String, _ options: [String]) async throws -> Inspection.Boxes {
            let path = folder.file(name)
            try await Tool.ffmpeg.checked(["-v", "error", "-i", source, "-c", "copy"] + options + [path])
            return try #require(try inspect(path).boxes)
        }
        let plain = try await made(
            "plain.mp4", ["-movflags", "+faststart+negative_cts_offsets", "-use_editlist", "0"])
        #expect(
            plain
                == Inspection.Boxes(editLists: 0, isIndexFirst: true, isFragmented: false, hasLocation: false)
        )
        let usual = try await made("usual.mp4", [])
        #expect(usual.editLists > 0)
        #expect(!usual.isIndexFirst)
        #expect(try await made("parts.mp4", ["-movflags", "frag_keyframe+empty_moov"]).isFragmented)
        let place = try await made("place.mov", ["-metadata", "location=+37.33-122.03/"])
        #expect(place.hasLocation)
    }

    @Test("The peak bit rate is the most bits in any one second")
    func measuresPeaks() {
        var meter = TrackMeter(timeBase: Rational(1, 10))
        for index in 0..<40 {
            meter.add(
                shown: Int64(index), decoded: Int64(index), duration: 1,
                bytes: (10..<20).contains(index) ? 1000 : 100, isKey: index % 15 == 0)
        }
        #expect(meter.track?.longestGroup == 1.5)
        #expect(meter.track?.peakBitRate == 80_000)
        #expect(meter.track?.duration == 4)
    }
}
