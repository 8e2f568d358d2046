import Foundation

/// An independent judge of a finished story: ffprobe, ffmpeg and a walk through the boxes, and
/// nothing of the program that made the file.
public struct StoryCheck: Sendable {
    /// What a file must be; as it stands, what the preset `story` promises.
    public struct Expectation: Sendable {
        public var width = 1080
        public var height = 1920
        /// Frames per second.
        public var frameRate = 30
        /// Frames from one key frame to the next.
        public var keyFrameInterval = 60
        /// In seconds; nil where only the limit counts.
        public var duration: Double?
        public var maximumDuration = 15.0

        public init(duration: Double? = nil) {
            self.duration = duration
        }
    }

    let path: String
    let expectation: Expectation
    let format: JSON
    let video: JSON
    let audio: JSON
    let streams: [JSON]
    /// In the order in which they are stored.
    let packets: [JSON]
    let boxes: BoxTree

    /// Everything that is wrong with a file, each in a sentence; empty where nothing is.
    public static func violations(
        of path: String, expecting expectation: Expectation = Expectation()
    ) async throws -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return ["\(path) is not there."] }
        let check: StoryCheck
        do {
            check = try await StoryCheck(path, expectation)
        } catch {
            return ["It cannot be read: \(error)"]
        }
        return check.pictureViolations() + check.timingViolations() + check.soundViolations()
            + check.containerViolations() + (try await check.bitstreamViolations())
    }

    private init(_ path: String, _ expectation: Expectation) async throws {
        self.path = path
        self.expectation = expectation
        let probe = try await Tool.ffprobe.checked([
            "-v", "error", "-print_format", "json", "-show_format", "-show_streams", "-show_packets",
            "-show_entries", "packet=stream_index,pts,dts,duration,flags", path,
        ])
        let facts = try JSON(parsing: probe.text)
        let streams = facts["streams"]?.elements ?? []
        format = facts["format"] ?? .null
        video = streams.first { $0["codec_type"]?.string == "video" } ?? .null
        audio = streams.first { $0["codec_type"]?.string == "audio" } ?? .null
        packets = facts["packets"]?.elements ?? []
        self.streams = streams
        boxes = try BoxTree(of: path)
    }

    private func pictureViolations() -> [String] {
        var found: [String] = []
        let wanted: [(key: String, value: String)] = [
            ("codec_name", "h264"), ("codec_tag_string", "avc1"), ("profile", "High"),
            ("pix_fmt", "yuv420p"), ("field_order", "progressive"), ("color_primaries", "bt709"),
            ("color_transfer", "bt709"), ("color_space", "bt709"), ("color_range", "tv"),
            ("r_frame_rate", "\(expectation.frameRate)/1"), ("avg_frame_rate", "\(expectation.frameRate)/1"),
        ]
        for (key, value) in wanted where video[key]?.string != value {
            found.append("The picture's \(key) is \(video[key]?.string ?? "missing"), not \(value).")
        }
        let size = (video["width"]?.integer ?? 0, video["height"]?.integer ?? 0)
        if size != (expectation.width, expectation.height) {
            found.append("It is \(size.0)×\(size.1), not \(expectation.width)×\(expectation.height).")
        }
        let aspect = video["sample_aspect_ratio"]?.string ?? "1:1"
        if aspect != "1:1" { found.append("Its pixels are \(aspect), not square.") }
        if video["side_data_list"] != nil { found.append("The picture has side data, such as a matrix.") }
        return found
    }

    private func soundViolations() -> [String] {
        var found: [String] = []
        let wanted: [(key: String, value: String)] = [
            ("codec_name", "aac"), ("profile", "LC"), ("sample_rate", "48000"), ("channel_layout", "stereo"),
        ]
        for (key, value) in wanted where audio[key]?.string != value {
            found.append("The sound's \(key) is \(audio[key]?.string ?? "missing"), not \(value).")
        }
        let difference = abs((video["duration"]?.number ?? 0) - (audio["duration"]?.number ?? 0))
        if difference > 1 / Double(expectation.frameRate) + 0.0005 {
            found.append("Picture and sound differ in length by \(difference) s, more than a frame.")
        }
        return found
    }

    private func containerViolations() -> [String] {
        var found: [String] = []
        if streams.count != 2 { found.append("It has \(streams.count) streams, not 2.") }

        let order = boxes.boxes.map(\.type)
        if let moov = order.firstIndex(of: "moov"), let mdat = order.firstIndex(of: "mdat") {
            if moov > mdat { found.append("The index (moov) comes after the data (mdat).") }
        } else {
            found.append("It lacks moov or mdat: \(order).")
        }
        for type in ["edts", "elst", "moof", "uuid", "loci", "©xyz"] where !boxes.all(type).isEmpty {
            found.append("It has a box '\(type)'.")
        }
        // ISO/IEC 14496-12, 12.1.5: 'nclx', then primaries, transfer and matrix of 1 (BT.709), each
        // in 16 bits, then a bit for full range.
        let color = boxes.all("colr").map(\.content)
        if color != [Array("nclx".utf8) + [0, 1, 0, 1, 0, 1, 0]] {
            found.append("The container's colour (colr) is \(color), not BT.709 in limited range.")
        }

        let harmless: Set = [
            "major_brand", "minor_version", "compatible_brands", "encoder", "language", "handler_name",
            "vendor_id",
        ]
        for holder in [format] + streams {
            let names = Set((holder["tags"]?.members ?? [:]).keys).subtracting(harmless)
            if !names.isEmpty { found.append("It carries metadata: \(names.sorted()).") }
        }
        return found
    }
}
