import TestSupport
import Testing

extension CommandTests {
    /// Everything that people's phones made: each file becomes a story that an independent check
    /// finds nothing wrong with.
    @Suite(.enabled(if: Clips.areAvailable, Clips.absence)) struct CollectionTests {
        @Test("A clip becomes a right story", arguments: Clips.names() + ["livephoto/train.mov"])
        func ingestsClip(_ name: String) async throws {
            let length = try await ClipLength(of: name)
            try await expectStory(from: name, lasting: length.shortest...length.longest)
        }

        @Test(
            "A photo becomes a right story of five seconds",
            arguments: Clips.names(in: "exif") + ["livephoto/train.jpg"]
                + Clips.names(in: "images").filter { !$0.contains("animated") })
        func ingestsPhoto(_ name: String) async throws {
            try await expectStory(from: name, lasting: 5...5)
        }

        @Test(
            "A moving picture becomes a right story",
            arguments: Clips.names(in: "images").filter { $0.contains("animated") })
        func ingestsAnimation(_ name: String) async throws {
            try await expectStory(from: name, lasting: 0.1...15)
        }

        private func expectStory(from name: String, lasting lengths: ClosedRange<Double>) async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(Clips.path(name), in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let stem =
                name.split(separator: "/").last?.split(separator: ".").dropLast().joined(separator: ".")
                ?? name
            #expect(folder.files == ["jpg", "json", "mp4"].map { "out/\(stem).\($0)" })

            let output = folder.file("out/\(stem).mp4")
            #expect(try await StoryCheck.violations(of: output) == [])
            let frames = try await Tool.ffprobe.checked([
                "-v", "error", "-select_streams", "v:0", "-show_entries", "stream=nb_frames",
                "-of", "csv=p=0", output,
            ])
            let duration = (Double(frames.text.split(separator: "\n").first ?? "") ?? 0) / 30
            let frame = 1.0 / 30 + 1e-6
            #expect(
                duration >= lengths.lowerBound - frame && duration <= lengths.upperBound + frame,
                "\(duration) s, not within a frame of \(lengths)")
            #expect(result.peakResidentBytes < 1 << 30)
        }
    }
}

/// How long a story of a whole clip may be: as long as its picture, from its first to its last, as ffprobe
/// measures the packets; at most 15 s. Where the container's edit list ends in the middle of the last picture,
/// that is the end.
private struct ClipLength {
    let shortest: Double
    let longest: Double

    init(of name: String) async throws {
        let probe = try await Tool.ffprobe.checked([
            "-v", "error", "-print_format", "json", "-show_streams", "-show_packets", "-show_format",
            "-show_entries", "packet=stream_index,pts_time,duration_time,flags:stream=index,codec_type",
            Clips.path(name),
        ])
        let facts = try JSON(parsing: probe.text)
        let primary = Clips.expected[name]?["primary_video"]?.integer
        var length = 0.0
        for stream in facts["streams"]?.elements ?? [] where stream["codec_type"]?.string == "video" {
            if let primary, stream["index"]?.integer != primary { continue }
            let packets = (facts["packets"]?.elements ?? []).filter {
                $0["stream_index"] == stream["index"] && $0["flags"]?.string?.contains("D") == false
            }
            let spans = packets.compactMap { packet -> (Double, Double)? in
                guard let time = packet["pts_time"]?.number else { return nil }
                return (time, time + (packet["duration_time"]?.number ?? 0))
            }
            guard let start = spans.map(\.0).min(), let end = spans.map(\.1).max() else { continue }
            length = max(length, end - max(0, start))
        }
        shortest = min(15, length, facts["format"]?["duration"]?.number ?? .infinity)
        longest = min(15, length)
    }
}
