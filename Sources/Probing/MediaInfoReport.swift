internal import Foundation
internal import Libav

/// A ``MediaInfo`` in words that a person understands, and as JSON.
public struct MediaInfoReport: Hashable, Sendable {
    public let info: MediaInfo

    public init(_ info: MediaInfo) {
        self.info = info
    }

    /// A handful of lines, joined by line breaks.
    public var text: String { lines.joined(separator: "\n") }

    /// One sentence or note each; warnings come last.
    public var lines: [String] {
        let notes = [
            headline, pictureLine, rhythmLine, soundLine, choiceLine, editLine, slowMotionLine, partLine,
        ]
        return notes.compactMap(\.self) + info.warnings.map { "Warning: \($0)" }
    }

    /// One JSON object on one line, with sorted keys: all of ``info``, the size as shown, and the lines of ``text``.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // JSON cannot represent numbers that are not finite; they become words.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
        guard let data = try? encoder.encode(self) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    private var headline: String {
        let kind =
            switch info.kind {
            case .video: picture?.hdr == nil ? "Video" : "HDR video"
            case .photo: picture?.hdr == nil ? "Photo" : "HDR photo"
            case .animation: "Animation"
            case .audio: "Sound without pictures"
            case .background: "Background"
            }
        let length = info.shownDuration.map { ", \(Self.number($0)) s" } ?? ""
        let dynamics = hdrName.map { " (\($0))" } ?? ""
        return "\(kind)\(dynamics), \(containerName)\(length), \(Self.size(info.bytes))"
    }

    private var picture: PictureInfo? { info.picture }

    private var hdrName: String? {
        guard let picture, let hdr = picture.hdr else { return nil }
        let transfer =
            switch hdr {
            case .hlg: "HLG"
            case .pq: "PQ"
            }
        return picture.dolbyVisionProfile.map { "\(transfer), Dolby Vision \($0)" } ?? transfer
    }

    private var containerName: String {
        switch info.container {
        case "mov,mp4,m4a,3gp,3g2,mj2": "MP4 or QuickTime"
        case "matroska,webm": "Matroska or WebM"
        case "mpegts": "MPEG transport stream"
        case "heif": "HEIC"
        case "webp": "WebP"
        case let name: name.uppercased()
        }
    }

    private var pictureLine: String? {
        guard let picture else { return nil }
        var parts = ["\(picture.displayWidth)×\(picture.displayHeight)"]
        if let turn = Self.turn(picture.orientation) { parts[0] += " after \(turn)" }
        if picture.pixelAspect != Rational(1, 1), picture.pixelAspect.isKnown {
            parts.append("pixels \(picture.pixelAspect.numerator):\(picture.pixelAspect.denominator)")
        }
        if let video = info.video {
            // The profiles of H.264 and HEVC distinguish 8 from 10 bits; those of other codecs tell a person nothing.
            let stream = info.streams[video]
            let profile = stream.codec == "h264" || stream.codec == "hevc" ? stream.profile : nil
            parts.append([Self.codec(stream), profile].compactMap(\.self).joined(separator: " "))
        }
        if picture.isInterlaced { parts.append("interlaced") }
        if picture.colorimetry.range == .full, info.kind == .video { parts.append("full range") }
        if picture.hasAlpha { parts.append("with transparency") }
        if picture.hasGainMap { parts.append("with a map for HDR screens, which is not used") }
        return "Picture: " + parts.joined(separator: ", ")
    }

    /// How the stored picture is turned; nil if it is not.
    private static func turn(_ orientation: Orientation) -> String? {
        let steps = [
            orientation.isMirrored ? "mirroring" : nil,
            orientation.clockwiseDegrees == 0 ? nil : "turning \(orientation.clockwiseDegrees)° clockwise",
        ]
        let text = steps.compactMap(\.self).joined(separator: " and ")
        return text.isEmpty ? nil : text
    }

    private var rhythmLine: String? {
        guard let cadence = picture?.cadence, cadence.averageRate > 0 else { return nil }
        let rate = Self.number(cadence.averageRate)
        let part = cadence.isComplete ? "" : ", as far as read"
        guard cadence.isVariable else { return "Rhythm: \(rate) pictures a second\(part)" }
        let shortest = Self.number(cadence.minimumInterval * 1000)
        let longest = Self.number(cadence.maximumInterval * 1000)
        return "Rhythm: about \(rate) pictures a second, varying (\(shortest) to \(longest) ms)\(part)"
    }

    private var soundLine: String? {
        guard info.kind == .video || info.kind == .audio else { return nil }
        guard let audio = info.audio else { return "Sound: none" }
        let stream = info.streams[audio]
        let layout =
            switch stream.channels ?? 0 {
            case 1: "mono"
            case 2: "stereo"
            case let channels: stream.channelLayout ?? "\(channels) channels"
            }
        let rate = stream.sampleRate.map { ", \(Self.number(Double($0) / 1000)) kHz" } ?? ""
        return "Sound: \(layout), \(Self.codec(stream))\(rate)"
    }

    private static func codec(_ stream: StreamInfo) -> String {
        CodecName.name(of: stream) ?? "an unknown codec"
    }

    private var editLine: String? {
        guard let picture, picture.editListOffset > 0 else { return nil }
        return "Cut: an edit list hides the first \(Self.number(picture.editListOffset)) s"
    }

    private var choiceLine: String? {
        let videos = info.streams.count { $0.medium == .video && !$0.isAttachedPicture }
        guard let video = info.video, videos > 1 else { return nil }
        return "Chosen: stream \(video), \(info.videoReason)"
    }

    private var slowMotionLine: String? {
        guard let slowMotion = info.slowMotion else { return nil }
        var parts: [String] = []
        if let rate = slowMotion.captureRate {
            parts.append("recorded at \(Self.number(rate)) pictures a second")
        }
        parts += slowMotion.segments.map { segment in
            "\(Self.number(segment.start)) to \(Self.number(segment.end)) s at 1/\(segment.divisor) speed"
        }
        return "Slow motion: " + parts.joined(separator: ", ")
    }

    private var partLine: String? {
        guard let part = info.motionPart else { return nil }
        switch part.kind {
        case .motionPhoto: return "Motion photo: a film starts at byte \(part.offset ?? 0) of the file"
        case .livePhoto: return "Live Photo: its film is \(part.fileName ?? "beside it")"
        }
    }

    /// At most two decimals, without trailing zeros.
    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return "?" }
        let text = String(format: "%.2f", value)
        return text.hasSuffix("00")
            ? String(text.dropLast(3)) : text.hasSuffix("0") ? String(text.dropLast()) : text
    }

    private static func size(_ bytes: Int64) -> String {
        switch bytes {
        case ..<1_000: "\(bytes) bytes"
        case ..<1_000_000: "\(number(Double(bytes / 10) / 100)) kB"
        default: "\(number(Double(bytes / 10_000) / 100)) MB"
        }
    }
}

extension MediaInfoReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case info, displayWidth, displayHeight, lines
    }

    public func encode(to encoder: any Swift.Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(info, forKey: .info)
        try container.encodeIfPresent(picture?.displayWidth, forKey: .displayWidth)
        try container.encodeIfPresent(picture?.displayHeight, forKey: .displayHeight)
        try container.encode(lines, forKey: .lines)
    }
}
